package io.headwater.learning.onednn;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Network;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.memory;
import org.jspecify.annotations.Nullable;

/**
 * The parameters and running statistics of a network. Each gets its layout from the first plan that
 * asks for it.
 */
final class Parameters implements AutoCloseable {
  private final Map<String, List<Integer>> shapes;
  private @Nullable NetworkState initial;
  private final int replicas;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, Statistic> statistics = new LinkedHashMap<>();

  /**
   * @param replicas how many compute gradients side by side
   */
  Parameters(Network network, NetworkState initial, int replicas) {
    this.replicas = replicas;
    this.shapes = network.parameterShapes();
    this.initial = initial;
    network
        .statisticsShapes()
        .keySet()
        .forEach(
            name ->
                statistics.put(
                    name, new Statistic(requireNonNull(initial.statistics().get(name)))));
  }

  /**
   * The parameter; if it has no place yet, in that layout.
   *
   * @param canonical row-major in the parameter's shape
   */
  Parameter get(String name, memory.desc canonical, memory.desc preferred) {
    Parameter parameter = parameters.get(name);
    if (parameter == null) {
      parameter =
          new Parameter(
              requireNonNull(shapes.get(name)), copy(canonical), copy(preferred), replicas);
      NetworkState start = requireNonNull(initial, "all parameters have their place");
      parameter.write(Parameter.Part.WEIGHT, requireNonNull(start.parameters().get(name)));
      parameter.write(Parameter.Part.M, moment(start, "m", name));
      parameter.write(Parameter.Part.V, moment(start, "v", name));
      parameters.put(name, parameter);
    }
    return parameter;
  }

  /** Every parameter has its place: the initial state is needed no more. */
  void settle() {
    initial = null;
  }

  Statistic statistic(String name) {
    return requireNonNull(statistics.get(name));
  }

  Collection<Parameter> all() {
    return parameters.values();
  }

  /** In the order of the network. */
  Map<String, Parameter> byName() {
    Map<String, Parameter> byName = new LinkedHashMap<>();
    shapes.keySet().forEach(name -> byName.put(name, requireNonNull(parameters.get(name))));
    return byName;
  }

  Map<String, Tensor> read(Parameter.Part part) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    shapes
        .keySet()
        .forEach(name -> tensors.put(name, requireNonNull(parameters.get(name)).read(part)));
    return tensors;
  }

  Map<String, Tensor> readStatistics() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    statistics.forEach((name, statistic) -> tensors.put(name, statistic.read()));
    return tensors;
  }

  void moveStatistics() {
    statistics.values().forEach(Statistic::move);
  }

  private static Tensor moment(NetworkState start, String moment, String name) {
    return requireNonNull(requireNonNull(start.optimiser().get(moment)).get(name));
  }

  /** A description that does not go when the plan goes that asks for the parameter. */
  private static memory.desc copy(memory.desc desc) {
    return Dnnl.keep(new memory.desc(desc));
  }

  @Override
  public void close() {
    parameters.values().forEach(Parameter::close);
    statistics.values().forEach(Statistic::close);
  }
}
