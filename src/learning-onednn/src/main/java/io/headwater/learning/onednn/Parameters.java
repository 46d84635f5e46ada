package io.headwater.learning.onednn;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Variable;
import io.headwater.learning.optimise.Optimiser;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The parameters and running statistics of a network. Each gets its layout from the first plan that
 * asks for it.
 */
final class Parameters implements AutoCloseable {
  private final Map<String, Variable> variables;
  private final Optimiser optimiser;
  private @Nullable NetworkState initial;
  private final int replicas;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, Statistic> statistics = new LinkedHashMap<>();

  /**
   * @param replicas how many compute gradients side by side
   */
  Parameters(Network network, NetworkState initial, Optimiser optimiser, int replicas) {
    this.replicas = replicas;
    this.variables = network.parameters();
    this.optimiser = optimiser;
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
      Variable variable = requireNonNull(variables.get(name));
      int slots = optimiser.slots().size();
      parameter = new Parameter(variable, copy(canonical), copy(preferred), replicas, slots);
      load(name, parameter, requireNonNull(initial, "all parameters have their place"));
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
    variables.keySet().forEach(name -> byName.put(name, requireNonNull(parameters.get(name))));
    return byName;
  }

  /** Copies of one of each parameter's numbers. */
  Map<String, Tensor> read(Function<Parameter, FloatPointer> which) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    byName()
        .forEach((name, parameter) -> tensors.put(name, parameter.read(which.apply(parameter))));
    return tensors;
  }

  Map<String, Tensor> readStatistics() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    statistics.forEach((name, statistic) -> tensors.put(name, statistic.read()));
    return tensors;
  }

  Collection<Statistic> statistics() {
    return statistics.values();
  }

  /** Takes another state, which fits. */
  void load(NetworkState state) {
    byName().forEach((name, parameter) -> load(name, parameter, state));
    statistics.forEach(
        (name, statistic) -> statistic.write(requireNonNull(state.statistics().get(name))));
  }

  private void load(String name, Parameter parameter, NetworkState state) {
    parameter.write(requireNonNull(state.parameters().get(name)), parameter.weights());
    for (int i = 0; i < optimiser.slots().size(); i++) {
      FloatPointer slot = parameter.slots().get(i);
      state
          .slot(optimiser.slots().get(i), name)
          .ifPresentOrElse(
              values -> parameter.write(values, slot),
              () -> Pointer.memset(slot, 0, slot.capacity() * Float.BYTES));
    }
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
