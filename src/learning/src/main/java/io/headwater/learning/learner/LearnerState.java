package io.headwater.learning.learner;

import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.evaluate.EvaluationState;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Network;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * All that a learner has learned, and from what: checkpoint, snapshot and restore use this one
 * immutable value.
 *
 * @param architecture fingerprint of the architecture it belongs to
 * @param step joint steps taken
 * @param dropped joint steps whose loss or gradient was not finite and that were not applied
 * @param seed the random state from which the learner draws next
 * @param lossWeights weight in the joint loss, by task name
 * @param networks "trunk" and the heads by task name
 * @param lineage the offsets learned from
 * @param evaluation how well the tasks did lately
 */
public record LearnerState(
    String architecture,
    long step,
    long dropped,
    long seed,
    Map<String, Double> lossWeights,
    Map<String, NetworkState> networks,
    Lineage lineage,
    EvaluationState evaluation) {
  public LearnerState {
    lossWeights = Collections.unmodifiableMap(new LinkedHashMap<>(lossWeights));
    networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
  }

  /**
   * Checks that a learner of the architecture can go on from here.
   *
   * @throws IllegalArgumentException if this state belongs to another architecture, or lacks a
   *     network, a parameter or a loss weight
   */
  public void requireFits(Architecture model) {
    if (!architecture.equals(model.fingerprint())) {
      throw new IllegalArgumentException(
          "the state belongs to architecture "
              + architecture
              + ", the model is "
              + model.fingerprint()
              + ". Configure the model that the state comes from, or start anew");
    }
    Set<String> names = new LinkedHashSet<>();
    for (Network network : model.networks()) {
      names.add(network.name());
      NetworkState state = networks.get(network.name());
      if (state != null) {
        state.requireFits(network);
      }
    }
    requireNames("networks", names, networks.keySet());
    requireNames("loss weights", model.heads().keySet(), lossWeights.keySet());
  }

  private static void requireNames(String what, Set<String> expected, Set<String> actual) {
    if (!expected.equals(actual)) {
      throw new IllegalArgumentException(
          "the state has " + what + " for " + actual + "; the model needs them for " + expected);
    }
  }
}
