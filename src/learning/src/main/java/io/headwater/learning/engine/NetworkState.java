package io.headwater.learning.engine;

import io.headwater.learning.model.Network;
import io.headwater.learning.optimise.Optimiser;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that one network has learned, the same on every engine.
 *
 * @param updates how many steps its optimiser has taken
 * @param parameters by name (see {@link io.headwater.learning.model.Network#parameterShapes})
 * @param statistics running statistics by name (see {@link
 *     io.headwater.learning.model.Network#statisticsShapes})
 * @param slots the optimiser's, by name (see {@link Optimiser#slots}), then by parameter name, each
 *     tensor of the parameter's shape; empty if the optimiser has seen nothing, so that all are 0
 */
public record NetworkState(
    long updates,
    Map<String, Tensor> parameters,
    Map<String, Tensor> statistics,
    Map<String, Map<String, Tensor>> slots) {
  public NetworkState {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    statistics = Collections.unmodifiableMap(new LinkedHashMap<>(statistics));
    Map<String, Map<String, Tensor>> copy = new LinkedHashMap<>();
    slots.forEach(
        (name, tensors) ->
            copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(tensors))));
    slots = Collections.unmodifiableMap(copy);
  }

  /**
   * Checks that this is a state of the network.
   *
   * @throws IllegalArgumentException if a parameter or a running statistic is missing, unknown, or
   *     of another shape
   */
  public void requireFits(Network network) {
    requireFits(network, "parameters", network.parameterShapes(), parameters);
    requireFits(network, "running statistics", network.statisticsShapes(), statistics);
  }

  /**
   * Checks that this is a state of the network with the optimiser; engines call it when they open
   * or load one.
   *
   * @throws IllegalArgumentException likewise, or if it has the slots of another optimiser
   */
  public void requireFits(Network network, Optimiser optimiser) {
    requireFits(network);
    if (slots.isEmpty()) {
      return;
    }
    if (!slots.keySet().equals(Set.copyOf(optimiser.slots()))) {
      throw new IllegalArgumentException(
          "the optimiser "
              + optimiser.kind()
              + " has the slots "
              + optimiser.slots()
              + "; the state of network '"
              + network.name()
              + "' has "
              + slots.keySet()
              + ". Configure the optimiser that the state comes from");
    }
    Map<String, List<Integer>> shapes = network.parameterShapes();
    slots.forEach(
        (name, of) -> requireFits(network, "optimiser's slots '" + name + "'", shapes, of));
  }

  /**
   * A slot of the optimiser for a parameter.
   *
   * @return empty if all its values are 0, as the optimiser has seen nothing
   */
  public Optional<Tensor> slot(String name, String parameter) {
    return Optional.ofNullable(slots.get(name)).map(of -> of.get(parameter));
  }

  /** The same parameters and statistics, with an optimiser that has seen nothing. */
  public NetworkState withoutSlots() {
    return new NetworkState(0, parameters, statistics, Map.of());
  }

  private static void requireFits(
      Network network,
      String what,
      Map<String, List<Integer>> expected,
      Map<String, Tensor> actual) {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    actual.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    if (!shapes.equals(expected)) {
      throw new IllegalArgumentException(
          "the "
              + what
              + " of network '"
              + network.name()
              + "' must have the shapes "
              + expected
              + "; the state has "
              + shapes
              + ". Restore a state of the same architecture");
    }
  }
}
