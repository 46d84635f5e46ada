package io.headwater.learning.onednn;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Tensor;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;

/** Copies of parameters and moments in the common layout, in memory that later copies use again. */
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
          (name, parameter) -> ofPart.put(name, new FloatPointer(Tensor.size(parameter.shape()))));
      copies.put(part, ofPart);
    }
  }

  void take() {
    for (Parameter.Part part : KEPT) {
      copies(part).forEach((name, copy) -> parameter(name).copy(part, copy));
    }
  }

  /** Valid until this is taken again, or closed. */
  Map<String, Tensor> read(Parameter.Part part) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    copies(part)
        .forEach(
            (name, copy) ->
                tensors.put(name, Tensor.lent(parameter(name).shape(), copy.asByteBuffer())));
    return tensors;
  }

  private Parameter parameter(String name) {
    return requireNonNull(parameters.get(name));
  }

  private Map<String, FloatPointer> copies(Parameter.Part part) {
    return requireNonNull(copies.get(part));
  }

  @Override
  public void close() {
    copies.values().forEach(ofPart -> ofPart.values().forEach(FloatPointer::close));
  }
}
