package io.headwater.learning.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that a learner has learned, and from what: checkpoint, snapshot and restore use this one
 * immutable value.
 *
 * @param architecture fingerprint of the architecture it belongs to
 * @param step joint steps taken
 * @param dropped joint steps whose gradient was not finite and that were not applied
 * @param seed the random state from which the learner draws next
 * @param lossWeights weight in the joint loss, by task name
 * @param networks "trunk" and the heads by task name
 * @param lineage the offsets learned from
 */
public record LearnerState(
    String architecture,
    long step,
    long dropped,
    long seed,
    Map<String, Double> lossWeights,
    Map<String, NetworkState> networks,
    Lineage lineage) {
  public LearnerState {
    lossWeights = Collections.unmodifiableMap(new LinkedHashMap<>(lossWeights));
    networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
  }
}
