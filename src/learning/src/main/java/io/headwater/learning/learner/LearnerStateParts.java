package io.headwater.learning.learner;

import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.evaluate.EvaluationState;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.state.UnreadableStateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A learner's state as parts: "progress", "lineage", "evaluation", of each network "network/NAME"
 * and "optimiser/NAME", and those that others own. A part of a network whose version is not known
 * here stays as it is, among those of others.
 */
final class LearnerStateParts {
  static final String NETWORK = "network/";
  static final String OPTIMISER = "optimiser/";
  static final String FINGERPRINT = "fingerprint";
  static final String KIND = "kind";
  static final String PARAMETER = "parameter/";
  static final String STATISTIC = "statistic/";
  private static final String PROGRESS = "progress";
  private static final String LINEAGE = "lineage";
  static final Set<String> OWN = Set.of(PROGRESS, LINEAGE, EvaluationPart.NAME);
  private static final String STEP = "step";
  private static final String DROPPED = "dropped";
  private static final String UPDATES = "updates";

  /** Of each part that is written here. */
  private static final int VERSION = 1;

  private LearnerStateParts() {}

  static List<StatePart> of(LearnerState state) {
    List<StatePart> parts = new ArrayList<>();
    parts.add(
        new StatePart(
            PROGRESS,
            VERSION,
            Map.of(),
            ordered(STEP, state.step(), DROPPED, state.dropped()),
            Map.of(),
            Map.of()));
    parts.add(
        new StatePart(
            LINEAGE, VERSION, Map.of(), LineageCounts.of(state.lineage()), Map.of(), Map.of()));
    state
        .networks()
        .forEach(
            (name, network) -> {
              parts.add(network(name, network, state.fingerprints()));
              parts.add(optimiser(name, network, state.optimisers()));
            });
    EvaluationPart.of(state.evaluation(), VERSION).ifPresent(parts::add);
    parts.addAll(state.parts().values());
    return parts;
  }

  /**
   * The state that has these parts.
   *
   * @throws UnreadableStateException if they are no state that can be gone on from
   */
  static LearnerState state(List<StatePart> parts) throws UnreadableStateException {
    Map<String, StatePart> byName = new LinkedHashMap<>();
    parts.forEach(part -> byName.put(part.name(), part));
    StatePart progress = taken(byName, PROGRESS);
    StatePart lineage = taken(byName, LINEAGE);
    EvaluationState evaluation =
        byName.containsKey(EvaluationPart.NAME)
            ? EvaluationPart.state(taken(byName, EvaluationPart.NAME))
            : EvaluationState.EMPTY;
    Map<String, NetworkState> networks = new LinkedHashMap<>();
    Map<String, String> fingerprints = new LinkedHashMap<>();
    Map<String, String> optimisers = new LinkedHashMap<>();
    for (StatePart part : parts) {
      if (isNetwork(part.name(), part.version())) {
        byName.remove(part.name());
        String name = part.name().substring(NETWORK.length());
        StatePart optimiser = byName.get(OPTIMISER + name);
        if (optimiser == null || !isOptimiser(optimiser.name(), optimiser.version())) {
          networks.put(name, network(part, 0, Map.of()));
        } else {
          byName.remove(optimiser.name());
          putText(optimiser, KIND, name, optimisers);
          networks.put(name, network(part, optimiser.count(UPDATES), slots(optimiser)));
        }
        putText(part, FINGERPRINT, name, fingerprints);
      }
    }
    return new LearnerState(
        progress.count(STEP),
        progress.count(DROPPED),
        networks,
        fingerprints,
        optimisers,
        LineageCounts.lineage(lineage.counts()),
        evaluation,
        byName);
  }

  private static StatePart network(
      String name, NetworkState network, Map<String, String> fingerprints) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    network.parameters().forEach((key, tensor) -> tensors.put(PARAMETER + key, tensor));
    network.statistics().forEach((key, tensor) -> tensors.put(STATISTIC + key, tensor));
    return new StatePart(
        NETWORK + name,
        VERSION,
        text(FINGERPRINT, name, fingerprints),
        Map.of(),
        Map.of(),
        tensors);
  }

  private static NetworkState network(
      StatePart part, long updates, Map<String, Map<String, Tensor>> slots) {
    return new NetworkState(
        updates, under(PARAMETER, part.tensors()), under(STATISTIC, part.tensors()), slots);
  }

  private static StatePart optimiser(
      String name, NetworkState network, Map<String, String> optimisers) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    network
        .slots()
        .forEach((slot, of) -> of.forEach((key, tensor) -> tensors.put(slot + "/" + key, tensor)));
    return new StatePart(
        OPTIMISER + name,
        VERSION,
        text(KIND, name, optimisers),
        Map.of(UPDATES, network.updates()),
        Map.of(),
        tensors);
  }

  private static Map<String, Map<String, Tensor>> slots(StatePart optimiser)
      throws UnreadableStateException {
    Map<String, Map<String, Tensor>> slots = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> entry : optimiser.tensors().entrySet()) {
      String[] names = entry.getKey().split("/", 2);
      if (names.length < 2) {
        throw new UnreadableStateException(
            "part '%s' of the saved state has a tensor '%s', which is of no slot"
                .formatted(optimiser.name(), entry.getKey()));
      }
      slots
          .computeIfAbsent(names[0], slot -> new LinkedHashMap<>())
          .put(names[1], entry.getValue());
    }
    return slots;
  }

  private static StatePart taken(Map<String, StatePart> parts, String name)
      throws UnreadableStateException {
    StatePart part = parts.remove(name);
    if (part == null || part.version() > VERSION) {
      throw new UnreadableStateException(
          "the saved state has %s; this job reads version %d. Run the job that wrote it, or a newer one"
              .formatted(
                  part == null
                      ? "no part '" + name + "'"
                      : "part '" + name + "' in version " + part.version(),
                  VERSION));
    }
    return part;
  }

  static boolean isNetwork(String name, int version) {
    return name.startsWith(NETWORK) && version <= VERSION;
  }

  static boolean isOptimiser(String name, int version) {
    return name.startsWith(OPTIMISER) && version <= VERSION;
  }

  static <T> Map<String, T> under(String prefix, Map<String, T> tensors) {
    Map<String, T> under = new LinkedHashMap<>();
    tensors.forEach(
        (key, tensor) -> {
          if (key.startsWith(prefix)) {
            under.put(key.substring(prefix.length()), tensor);
          }
        });
    return under;
  }

  private static Map<String, String> text(String key, String name, Map<String, String> texts) {
    String text = texts.get(name);
    return text == null ? Map.of() : Map.of(key, text);
  }

  private static void putText(StatePart part, String key, String name, Map<String, String> texts) {
    String text = part.texts().get(key);
    if (text != null) {
      texts.put(name, text);
    }
  }

  private static Map<String, Long> ordered(String a, long first, String b, long second) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put(a, first);
    counts.put(b, second);
    return counts;
  }
}
