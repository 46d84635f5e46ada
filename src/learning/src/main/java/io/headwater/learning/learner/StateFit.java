package io.headwater.learning.learner;

import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.evaluate.EvaluationState;
import io.headwater.learning.evaluate.TaskTally;
import io.headwater.learning.learner.StateOutline.OfNetwork;
import io.headwater.learning.loss.ClassWeights;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Network;
import io.headwater.learning.state.StatePart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of a saved state a changed configuration goes on with. Networks are kept or dropped as a
 * whole; with a network goes what its optimiser has seen. Parts are named as in the saved state,
 * such as "network/trunk" and "optimiser/trunk".
 *
 * @param kept is gone on with, bit for bit
 * @param begun is missing in the state, and begins as in a new model
 * @param dropped is in the state and can't be gone on with: why, by name
 */
public record StateFit(Set<String> kept, Set<String> begun, Map<String, String> dropped) {
  public StateFit {
    kept = Collections.unmodifiableSet(new LinkedHashSet<>(kept));
    begun = Collections.unmodifiableSet(new LinkedHashSet<>(begun));
    dropped = Collections.unmodifiableMap(new LinkedHashMap<>(dropped));
  }

  /** Compares what is saved with what is needed. */
  public static StateFit of(StateOutline saved, StateOutline needed) {
    return of(saved, needed, Set.of());
  }

  /**
   * Compares what is saved with what is needed.
   *
   * @param redefined the heads, if known, whose outputs mean something else now, whatever they look
   *     like
   */
  public static StateFit of(StateOutline saved, StateOutline needed, Set<String> redefined) {
    Building fit = new Building();
    saved
        .networks()
        .forEach(
            (name, network) ->
                fit.network(name, network, needed.networks().get(name), redefined.contains(name)));
    needed.networks().keySet().stream()
        .map(LearnerStateParts.NETWORK::concat)
        .filter(name -> !fit.kept.contains(name))
        .forEach(fit.begun::add);
    Set<String> ofOtherHeads = classWeightsOfOtherHeads(fit.kept, needed);
    saved.parts().entrySet().stream()
        .filter(part -> !ofOtherHeads.contains(part.getKey()))
        .forEach(
            part -> fit.part(part.getKey(), part.getValue(), needed.parts().get(part.getKey())));
    needed.parts().keySet().stream()
        .filter(name -> !fit.kept.contains(name))
        .forEach(fit.begun::add);
    return new StateFit(fit.kept, fit.begun, fit.dropped);
  }

  /** What was counted of classes says nothing of those that another head has now. */
  private static Set<String> classWeightsOfOtherHeads(Set<String> kept, StateOutline needed) {
    return needed.networks().keySet().stream()
        .filter(head -> !kept.contains(LearnerStateParts.NETWORK + head))
        .map(ClassWeights::part)
        .filter(needed.parts()::containsKey)
        .collect(Collectors.toSet());
  }

  /** The state that learning goes on from. */
  public LearnerState apply(LearnerState saved, Architecture architecture, LearnerConfig config) {
    Map<String, NetworkState> networks = new LinkedHashMap<>();
    Map<String, String> optimisers = new LinkedHashMap<>();
    for (Network network : architecture.networks()) {
      String name = network.name();
      NetworkState before = saved.networks().get(name);
      if (before == null || !kept.contains(LearnerStateParts.NETWORK + name)) {
        networks.put(name, InitialState.of(network, config.seed()));
      } else if (kept.contains(LearnerStateParts.OPTIMISER + name)) {
        networks.put(name, before);
      } else {
        networks.put(name, before.withoutSlots());
      }
      optimisers.put(name, config.optimiser().kind());
    }
    Map<String, StatePart> parts = new LinkedHashMap<>(saved.parts());
    parts.keySet().retainAll(kept);
    parts.computeIfPresent(
        config.weighting().part(),
        (name, part) -> config.weighting().without(begunTasks(architecture), part));
    return new LearnerState(
        saved.step(),
        saved.dropped(),
        networks,
        architecture.fingerprints(),
        optimisers,
        saved.lineage(),
        evaluation(saved.evaluation()),
        parts);
  }

  private Set<String> begunTasks(Architecture architecture) {
    Set<String> tasks = new LinkedHashSet<>();
    architecture.tasks().forEach(task -> tasks.add(task.name()));
    tasks.removeIf(task -> kept.contains(LearnerStateParts.NETWORK + task));
    return tasks;
  }

  /** Of the tasks whose heads are kept. */
  private EvaluationState evaluation(EvaluationState saved) {
    return new EvaluationState(ofKept(saved.prequential()), ofKept(saved.heldOut()));
  }

  private List<TaskTally> ofKept(List<TaskTally> tallies) {
    return tallies.stream()
        .filter(tally -> kept.contains(LearnerStateParts.NETWORK + tally.task()))
        .toList();
  }

  /** How a network is named here. */
  public static String part(Network network) {
    return LearnerStateParts.NETWORK + network.name();
  }

  /** Whether all that is saved is gone on with, and nothing begins. */
  public boolean isWhole() {
    return begun.isEmpty() && dropped.isEmpty();
  }

  /** Lines that say it all, for people. */
  public List<String> report() {
    List<String> lines = new ArrayList<>();
    lines.add("kept: " + (kept.isEmpty() ? "nothing" : String.join(", ", kept)));
    if (!begun.isEmpty()) {
      lines.add("new: " + String.join(", ", begun));
    }
    dropped.forEach((name, why) -> lines.add("dropped: " + name + ", as " + why));
    return lines;
  }

  private static final class Building {
    private final Set<String> kept = new LinkedHashSet<>();
    private final Set<String> begun = new LinkedHashSet<>();
    private final Map<String, String> dropped = new LinkedHashMap<>();

    void network(String name, OfNetwork saved, @Nullable OfNetwork needed, boolean redefined) {
      String own = LearnerStateParts.NETWORK + name;
      String optimiser = LearnerStateParts.OPTIMISER + name;
      if (needed == null) {
        dropped.put(own, "the configuration has no such network");
      } else if (redefined || !isSame(saved, needed)) {
        dropped.put(
            own, redefined ? "its outputs mean something else now" : difference(saved, needed));
      } else {
        kept.add(own);
        optimiser(optimiser, saved, needed);
      }
    }

    void part(String name, int version, @Nullable Integer known) {
      if (known == null) {
        dropped.put(name, "nothing here knows it (version " + version + ")");
      } else if (version > known) {
        dropped.put(
            name, "it is in version %d, and known to version %d here".formatted(version, known));
      } else {
        kept.add(name);
      }
    }

    private void optimiser(String name, OfNetwork saved, OfNetwork needed) {
      if (isSameOptimiser(saved, needed)) {
        kept.add(name);
        return;
      }
      begun.add(name);
      if (!saved.slots().isEmpty()) {
        dropped.put(
            name,
            "it is of the optimiser %s with %s, the configuration has %s with %s"
                .formatted(saved.optimiser(), saved.slots(), needed.optimiser(), needed.slots()));
      }
    }
  }

  private static boolean isSameOptimiser(OfNetwork saved, OfNetwork needed) {
    return Objects.equals(saved.optimiser(), needed.optimiser())
        && (saved.slots().isEmpty() || saved.slots().equals(needed.slots()));
  }

  private static boolean isSame(OfNetwork saved, OfNetwork needed) {
    boolean sameFingerprint =
        saved.fingerprint() == null || saved.fingerprint().equals(needed.fingerprint());
    return sameFingerprint
        && saved.parameters().equals(needed.parameters())
        && saved.statistics().equals(needed.statistics());
  }

  private static String difference(OfNetwork saved, OfNetwork needed) {
    if (!saved.parameters().equals(needed.parameters())) {
      return "its parameters are others than the configured ones";
    }
    return "it is another network than the configured one, of the fingerprint %s instead of %s"
        .formatted(saved.fingerprint(), needed.fingerprint());
  }
}
