package io.headwater.learning.onednn;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;

/** Copies of parameters and slots in the common layout, in memory that later copies use again. */
final class Capture implements AutoCloseable {
  private final Map<String, Parameter> parameters;
  private final Map<String, List<FloatPointer>> copies = new LinkedHashMap<>();

  Capture(Map<String, Parameter> parameters) {
    this.parameters = parameters;
    parameters.forEach(
        (name, parameter) ->
            copies.put(
                name,
                sources(parameter).stream()
                    .map(source -> new FloatPointer(Tensor.size(parameter.shape())))
                    .toList()));
  }

  /** The weights, then the slots. */
  private static List<FloatPointer> sources(Parameter parameter) {
    List<FloatPointer> sources = new ArrayList<>(List.of(parameter.weights()));
    sources.addAll(parameter.slots());
    return sources;
  }

  void take() {
    parameters.forEach(
        (name, parameter) -> {
          List<FloatPointer> sources = sources(parameter);
          for (int i = 0; i < sources.size(); i++) {
            parameter.copy(sources.get(i), copies(name).get(i));
          }
        });
  }

  /** Valid until this is taken again, or closed. */
  Map<String, Tensor> weights() {
    return read(0);
  }

  /** The slot of that index, likewise. */
  Map<String, Tensor> slot(int index) {
    return read(index + 1);
  }

  private Map<String, Tensor> read(int index) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    parameters.forEach(
        (name, parameter) ->
            tensors.put(
                name, Tensor.lent(parameter.shape(), copies(name).get(index).asByteBuffer())));
    return tensors;
  }

  private List<FloatPointer> copies(String name) {
    return requireNonNull(copies.get(name));
  }

  @Override
  public void close() {
    copies.values().forEach(ofParameter -> ofParameter.forEach(FloatPointer::close));
  }
}
