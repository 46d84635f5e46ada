package io.headwater.learning.onednn;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Tensor;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** A copy of parameters and moments as they lie, in memory that later copies use again. */
final class Capture implements AutoCloseable {
  private static final List<Parameter.Part> KEPT =
      List.of(Parameter.Part.WEIGHT, Parameter.Part.M, Parameter.Part.V);

  private final Map<String, Parameter> parameters;
  private final Map<Parameter.Part, Map<String, FloatPointer>> copies =
      new EnumMap<>(Parameter.Part.class);

  Capture(Map<String, Parameter> parameters) {
    this.parameters = parameters;
    for (Parameter.Part part : KEPT) {
      Map<String, FloatPointer> ofPart = new LinkedHashMap<>();
      parameters.forEach(
          (name, parameter) -> ofPart.put(name, new FloatPointer(parameter.part(part).capacity())));
      copies.put(part, ofPart);
    }
  }

  void take() {
    for (Parameter.Part part : KEPT) {
      parameters.forEach((name, parameter) -> copy(parameter.part(part), copy(part, name)));
    }
  }

  private static void copy(FloatPointer from, FloatPointer to) {
    Blocks.sum(
        Math.toIntExact(from.capacity()),
        (first, end) -> {
          Pointer.memcpy(
              to.getPointer(first), from.getPointer(first), (long) (end - first) * Float.BYTES);
          return 0;
        });
  }

  /** In the common layout. */
  Map<String, Tensor> read(Parameter.Part part) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    parameters.forEach((name, parameter) -> tensors.put(name, parameter.tensor(copy(part, name))));
    return tensors;
  }

  private FloatPointer copy(Parameter.Part part, String name) {
    return requireNonNull(requireNonNull(copies.get(part)).get(name));
  }

  @Override
  public void close() {
    copies.values().forEach(ofPart -> ofPart.values().forEach(FloatPointer::close));
  }
}
