package io.headwater.learning.learner;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Network;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.state.PartOutline;
import io.headwater.learning.state.StatePart;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a learner's state has, or what a configuration needs, without the values.
 *
 * @param networks by name
 * @param parts version by name, of those that others own or whose version is not known here
 */
public record StateOutline(Map<String, OfNetwork> networks, Map<String, Integer> parts) {
  /**
   * What is there of one network.
   *
   * @param fingerprint see {@link Architecture#fingerprints}; null if the state was saved before
   *     each network had one
   * @param parameters shape by name
   * @param statistics shape by name
   * @param optimiser its kind; null if it is not known
   * @param slots names of the optimiser's slots; empty if it has seen nothing
   */
  public record OfNetwork(
      @Nullable String fingerprint,
      Map<String, List<Integer>> parameters,
      Map<String, List<Integer>> statistics,
      @Nullable String optimiser,
      Set<String> slots) {
    public OfNetwork {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
      statistics = Collections.unmodifiableMap(new LinkedHashMap<>(statistics));
      slots = Collections.unmodifiableSet(new LinkedHashSet<>(slots));
    }
  }

  public StateOutline {
    networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** What a state has. */
  public static StateOutline of(LearnerState state) {
    return of(LearnerStateParts.of(state).stream().map(StatePart::outline).toList());
  }

  /** What a learner needs. */
  public static StateOutline of(Architecture architecture, LearnerConfig config) {
    Optimiser optimiser = config.optimiser();
    Map<String, String> fingerprints = architecture.fingerprints();
    Map<String, OfNetwork> networks = new LinkedHashMap<>();
    for (Network network : architecture.networks()) {
      networks.put(
          network.name(),
          new OfNetwork(
              fingerprints.get(network.name()),
              network.parameterShapes(),
              network.statisticsShapes(),
              optimiser.kind(),
              new LinkedHashSet<>(optimiser.slots())));
    }
    Map<String, Integer> parts =
        new LinkedHashMap<>(Criteria.versions(architecture.tasks(), config));
    parts.put(config.weighting().part(), config.weighting().stateVersion());
    parts.put(config.combination().part(), config.combination().stateVersion());
    parts.put(config.schedule().part(), config.schedule().stateVersion());
    parts.values().removeIf(version -> version == 0);
    architecture
        .ensembles()
        .forEach(ensemble -> parts.put(EnsemblePart.name(ensemble.task()), EnsemblePart.VERSION));
    return new StateOutline(networks, parts);
  }

  /** What saved parts have. */
  static StateOutline of(List<PartOutline> parts) {
    Map<String, PartOutline> others = new LinkedHashMap<>();
    parts.forEach(part -> others.put(part.name(), part));
    Map<String, OfNetwork> networks = new LinkedHashMap<>();
    for (PartOutline part : parts) {
      if (LearnerStateParts.isNetwork(part.name(), part.version())) {
        String name = part.name().substring(LearnerStateParts.NETWORK.length());
        others.remove(part.name());
        PartOutline optimiser = others.get(LearnerStateParts.OPTIMISER + name);
        if (optimiser != null
            && LearnerStateParts.isOptimiser(optimiser.name(), optimiser.version())) {
          others.remove(optimiser.name());
          networks.put(name, ofNetwork(part, optimiser.texts(), optimiser.tensors().keySet()));
        } else {
          networks.put(name, ofNetwork(part, Map.of(), Set.of()));
        }
      }
    }
    LearnerStateParts.OWN.forEach(others::remove);
    Map<String, Integer> versions = new LinkedHashMap<>();
    others.values().forEach(part -> versions.put(part.name(), part.version()));
    return new StateOutline(networks, versions);
  }

  private static OfNetwork ofNetwork(
      PartOutline network, Map<String, String> optimiser, Set<String> tensors) {
    Set<String> slots = new LinkedHashSet<>();
    tensors.forEach(tensor -> slots.add(tensor.substring(0, Math.max(0, tensor.indexOf('/')))));
    return new OfNetwork(
        network.texts().get(LearnerStateParts.FINGERPRINT),
        LearnerStateParts.under(LearnerStateParts.PARAMETER, network.tensors()),
        LearnerStateParts.under(LearnerStateParts.STATISTIC, network.tensors()),
        optimiser.get(LearnerStateParts.KIND),
        slots);
  }
}
