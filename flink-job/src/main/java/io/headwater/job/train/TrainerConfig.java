package io.headwater.job.train;

import io.headwater.job.config.JobConfig;
import io.headwater.job.config.ModelConfig;
import io.headwater.job.identity.ModelDescription;
import io.headwater.job.identity.SavedModel;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.learner.StateFit;
import io.headwater.learning.learner.StateOutline;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Auxiliary;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.task.Task;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a trainer needs to begin.
 *
 * @param engine the engine's name, or "auto" (see {@link io.headwater.learning.engine.Engines})
 * @param tasks in the order of the configuration
 */
public record TrainerConfig(
    String engine, Precision precision, ModelConfig model, List<Task> tasks, LearnerConfig learner)
    implements Serializable {
  public TrainerConfig {
    tasks = List.copyOf(tasks);
  }

  public static TrainerConfig of(JobConfig config) {
    return new TrainerConfig(
        config.training().engine(),
        config.training().precision(),
        config.model(),
        config.learned(),
        config.learnerConfig());
  }

  /** What the model is, in words. */
  public ModelDescription description() {
    return new ModelDescription(model.trunk(), model.input(), tasks);
  }

  /**
   * What of a saved state a trainer goes on with.
   *
   * @param outline what the state has
   * @param saved what it says of itself
   */
  public StateFit fit(StateOutline outline, SavedModel saved) {
    ModelDescription before = saved.description();
    Set<String> redefined =
        before == null ? Set.of() : withAuxiliaries(before.redefined(description()));
    StateFit fit = fit(outline, architecture(), redefined);
    Map<String, String> dropped = new LinkedHashMap<>(fit.dropped());
    for (Task task : tasks) {
      String name = StateFit.part(architecture().head(task.name()));
      if (dropped.containsKey(name)) {
        headThatFits(task, outline, redefined)
            .ifPresent(
                kind ->
                    dropped.put(
                        name,
                        "it is a head of another kind, which `head: %s` in the section tasks.%s keeps"
                            .formatted(kind.id(), task.name())));
      }
    }
    return new StateFit(fit.kept(), fit.begun(), dropped);
  }

  /** What a head's outputs mean, those of its auxiliaries do. */
  private Set<String> withAuxiliaries(Set<String> networks) {
    Set<String> all = new LinkedHashSet<>(networks);
    for (Auxiliary auxiliary : architecture().auxiliaries()) {
      if (networks.contains(auxiliary.task())) {
        all.add(auxiliary.member().name());
      }
    }
    return all;
  }

  private StateFit fit(StateOutline outline, Architecture architecture, Set<String> redefined) {
    return StateFit.of(outline, StateOutline.of(architecture, learner), redefined);
  }

  private Optional<HeadKind> headThatFits(Task task, StateOutline outline, Set<String> redefined) {
    return HeadKind.of(task.kind()).stream()
        .filter(
            kind ->
                fit(outline, model.withHead(task.name(), kind).architecture(tasks), redefined)
                    .kept()
                    .contains(StateFit.part(architecture().head(task.name()))))
        .findFirst();
  }

  /** The state that a trainer goes on from. */
  LearnerState goingOn(StateFit fit, LearnerState saved) {
    return fit.apply(saved, architecture(), learner);
  }

  public Architecture architecture() {
    return model.architecture(tasks);
  }
}
