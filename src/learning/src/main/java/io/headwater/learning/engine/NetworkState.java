package io.headwater.learning.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that one network has learned, the same on every engine.
 *
 * @param updates how often its parameters were updated; drives Adam's bias correction
 * @param parameters by name (see {@link io.headwater.learning.model.Network#parameterShapes})
 * @param optimiser the optimiser's state by its own name ("m" and "v" for Adam), then by parameter
 *     name; each tensor has the parameter's shape
 */
public record NetworkState(
    long updates, Map<String, Tensor> parameters, Map<String, Map<String, Tensor>> optimiser) {
  public NetworkState {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    Map<String, Map<String, Tensor>> copy = new LinkedHashMap<>();
    optimiser.forEach(
        (name, tensors) ->
            copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(tensors))));
    optimiser = Collections.unmodifiableMap(copy);
  }
}
