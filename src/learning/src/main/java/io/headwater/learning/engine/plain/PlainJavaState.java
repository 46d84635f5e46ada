package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import io.headwater.learning.model.Variable;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.optimise.UnitNorms;
import io.headwater.learning.optimise.Update;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/** The numbers that a network keeps from step to step. */
@NullUnmarked
final class PlainJavaState {
  private final Network network;
  private final Optimiser optimiser;
  private final Map<String, double[]> parameters;
  private final Map<String, double[]> statistics;
  private final Map<String, List<float[]>> slots;
  private long updates;

  PlainJavaState(Network network, NetworkState state, Optimiser optimiser) {
    this.network = network;
    this.optimiser = optimiser;
    this.parameters = toDoubles(network.parameters(), state.parameters());
    this.statistics = toDoubles(network.statistics(), state.statistics());
    this.slots = slots(network, state, optimiser);
    this.updates = state.updates();
  }

  Optimiser optimiser() {
    return optimiser;
  }

  /** In the layer's order. */
  List<double[]> parametersOf(Node node) {
    return of(node, parameters);
  }

  /** The running ones, in the layer's order, to be moved by the layer. */
  List<double[]> statisticsOf(Node node) {
    return of(node, statistics);
  }

  /** An array of zeros for each parameter. */
  Map<String, double[]> zeros() {
    Map<String, double[]> zeros = new LinkedHashMap<>();
    parameters.forEach((name, value) -> zeros.put(name, new double[value.length]));
    return zeros;
  }

  void update(Map<String, double[]> gradients, Update update) {
    updates++;
    network
        .parameters()
        .forEach(
            (name, variable) -> {
              if (!update.frozen().contains(name)) {
                update(name, variable, gradients.get(name), update);
              }
            });
  }

  /** To floats, other than in {@link Precision#F64}. */
  void roundStatistics(Precision precision) {
    if (precision != Precision.F64) {
      statistics.values().forEach(values -> Arrays.setAll(values, i -> (float) values[i]));
    }
  }

  private void update(String name, Variable variable, double[] gradient, Update update) {
    double[] parameter = parameters.get(name);
    float[] weights = floats(parameter);
    float[][] own = slots.get(name).toArray(float[][]::new);
    update
        .step(optimiser, updates, () -> Arrays.stream(gradient).map(g -> g * g).sum())
        .apply(weights, floats(gradient), own, weights.length, variable.decays());
    if (variable.decays() && update.penalty().limitsUnits()) {
      limitUnits(weights, update.penalty().unitNorms(variable.shape(), variable.unitAxis()));
    }
    Arrays.setAll(parameter, i -> weights[i]);
  }

  private static void limitUnits(float[] weights, UnitNorms norms) {
    norms.add(weights, weights.length);
    if (norms.areExceeded()) {
      norms.scale(weights, weights.length);
    }
  }

  NetworkState copy() {
    Map<String, Map<String, Tensor>> bySlot = new LinkedHashMap<>();
    Map<String, List<Integer>> shapes = network.parameterShapes();
    for (int i = 0; i < optimiser.slots().size(); i++) {
      Map<String, Tensor> slot = new LinkedHashMap<>();
      int index = i;
      shapes.forEach(
          (name, shape) -> slot.put(name, new Tensor(shape, slots.get(name).get(index).clone())));
      bySlot.put(optimiser.slots().get(i), slot);
    }
    return new NetworkState(
        updates,
        toTensors(parameters, shapes),
        toTensors(statistics, network.statisticsShapes()),
        bySlot);
  }

  private static Map<String, List<float[]>> slots(
      Network network, NetworkState state, Optimiser optimiser) {
    Map<String, List<float[]>> slots = new LinkedHashMap<>();
    network
        .parameterShapes()
        .forEach(
            (name, shape) ->
                slots.put(
                    name,
                    optimiser.slots().stream()
                        .map(slot -> values(state.slot(slot, name), shape))
                        .toList()));
    return slots;
  }

  private static float[] values(Optional<Tensor> slot, List<Integer> shape) {
    return slot.map(tensor -> tensor.values().clone())
        .orElseGet(() -> new float[Tensor.size(shape)]);
  }

  /** Takes another state, which fits. */
  void load(NetworkState state) {
    copy(toDoubles(network.parameters(), state.parameters()), parameters);
    copy(toDoubles(network.statistics(), state.statistics()), statistics);
    slots.putAll(slots(network, state, optimiser));
    updates = state.updates();
  }

  /** Into the arrays that the layers have. */
  private static void copy(Map<String, double[]> from, Map<String, double[]> to) {
    to.forEach((name, values) -> System.arraycopy(from.get(name), 0, values, 0, values.length));
  }

  static List<double[]> of(Node node, Map<String, double[]> byName) {
    List<double[]> own = new ArrayList<>();
    byName.forEach(
        (name, values) -> {
          if (name.startsWith(node.name() + ".")) {
            own.add(values);
          }
        });
    return own;
  }

  /** In the order of the network. */
  private static Map<String, double[]> toDoubles(
      Map<String, Variable> variables, Map<String, Tensor> tensors) {
    Map<String, double[]> doubles = new LinkedHashMap<>();
    for (String name : variables.keySet()) {
      float[] values = tensors.get(name).values();
      double[] copy = new double[values.length];
      Arrays.setAll(copy, i -> values[i]);
      doubles.put(name, copy);
    }
    return doubles;
  }

  static Map<String, Tensor> toTensors(
      Map<String, double[]> doubles, Map<String, List<Integer>> shapes) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    shapes.forEach(
        (name, shape) -> {
          double[] values = doubles.get(name);
          tensors.put(name, new Tensor(shape, floats(values)));
        });
    return tensors;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
