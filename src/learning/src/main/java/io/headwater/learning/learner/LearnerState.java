package io.headwater.learning.learner;

import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.evaluate.EvaluationState;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Network;
import io.headwater.learning.state.StatePart;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * All that a learner has learned, and from what: checkpoint, snapshot and restore use this one
 * immutable value.
 *
 * @param step joint steps taken
 * @param dropped joint steps whose loss or gradient was not finite and that were not applied
 * @param networks "trunk" and the heads by task name
 * @param fingerprints of the networks by name (see {@link Architecture#fingerprints}); none if the
 *     state was saved before each network had one
 * @param optimisers the kind of optimiser that the slots of each network are of, by its name; none
 *     of a network whose optimiser has seen nothing
 * @param lineage the offsets learned from
 * @param evaluation how well the tasks did lately
 * @param parts what else was learned, by name; whoever owns a part knows its meaning
 */
public record LearnerState(
    long step,
    long dropped,
    Map<String, NetworkState> networks,
    Map<String, String> fingerprints,
    Map<String, String> optimisers,
    Lineage lineage,
    EvaluationState evaluation,
    Map<String, StatePart> parts) {
  private static final String REMEDY =
      "Configure the model that the state comes from, or start anew";

  public LearnerState {
    networks = ordered(networks);
    fingerprints = ordered(fingerprints);
    optimisers = ordered(optimisers);
    parts = ordered(parts);
    parts.forEach(
        (name, part) -> {
          if (!part.name().equals(name)) {
            throw new IllegalArgumentException(
                "part '" + part.name() + "' of a state is named '" + name + "' in it");
          }
        });
  }

  /**
   * Checks that a learner of the architecture can go on from here; {@link StateFit} makes a state
   * that it can go on from.
   *
   * @throws IllegalArgumentException if a network, or a parameter of one, is missing, unknown, or
   *     of another architecture
   */
  public void requireFits(Architecture model) {
    Set<String> names = new LinkedHashSet<>();
    for (Network network : model.networks()) {
      names.add(network.name());
      NetworkState state = networks.get(network.name());
      if (state != null) {
        state.requireFits(network);
      }
    }
    if (!names.equals(networks.keySet())) {
      throw new IllegalArgumentException(
          "the state has networks for "
              + networks.keySet()
              + "; the model needs them for "
              + names
              + ". "
              + REMEDY);
    }
    Map<String, String> expected = model.fingerprints();
    fingerprints.forEach(
        (name, fingerprint) -> {
          if (!fingerprint.equals(expected.get(name))) {
            throw new IllegalArgumentException(
                "network '%s' of the state has the fingerprint %s, the model's has %s. %s"
                    .formatted(name, fingerprint, expected.get(name), REMEDY));
          }
        });
  }

  private static <T> Map<String, T> ordered(Map<String, T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
