package io.headwater.learning.engine;

import io.headwater.learning.model.Network;
import io.headwater.learning.optimise.Adam;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that one network has learned, the same on every engine.
 *
 * @param updates how often its parameters were updated; drives Adam's bias correction
 * @param parameters by name (see {@link io.headwater.learning.model.Network#parameterShapes})
 * @param statistics running statistics by name (see {@link
 *     io.headwater.learning.model.Network#statisticsShapes})
 * @param optimiser the optimiser's state by its own name ("m" and "v" for Adam), then by parameter
 *     name; each tensor has the parameter's shape
 */
public record NetworkState(
    long updates,
    Map<String, Tensor> parameters,
    Map<String, Tensor> statistics,
    Map<String, Map<String, Tensor>> optimiser) {
  public NetworkState {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    statistics = Collections.unmodifiableMap(new LinkedHashMap<>(statistics));
    Map<String, Map<String, Tensor>> copy = new LinkedHashMap<>();
    optimiser.forEach(
        (name, tensors) ->
            copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(tensors))));
    optimiser = Collections.unmodifiableMap(copy);
  }

  /**
   * Checks that this is a state of the network; engines call it when they open one.
   *
   * @throws IllegalArgumentException if a parameter or its optimiser state is missing, unknown, or
   *     of another shape
   */
  public void requireFits(Network network) {
    Map<String, List<Integer>> shapes = network.parameterShapes();
    requireFits(network, "parameters", shapes, parameters);
    requireFits(network, "running statistics", network.statisticsShapes(), statistics);
    for (String name : Adam.STATE) {
      requireFits(
          network,
          "optimiser state '" + name + "'",
          shapes,
          optimiser.getOrDefault(name, Map.of()));
    }
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
