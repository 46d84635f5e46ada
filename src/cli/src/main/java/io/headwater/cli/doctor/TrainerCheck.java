package io.headwater.cli.doctor;

import io.headwater.job.config.JobConfig;
import io.headwater.learning.engine.EngineDescription;
import io.headwater.learning.engine.Engines;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.proof.ProvenEngine;
import io.headwater.learning.engine.proof.ProvenEngine.PassedOver;
import io.headwater.learning.host.Finding;
import io.headwater.learning.host.HealthCheck;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What would train here, and whether it computes the model's kernels right.
 *
 * @param engine the engine's name, or "auto"
 */
record TrainerCheck(String engine, Precision precision, Architecture architecture)
    implements HealthCheck {
  /** What is tried where there is no configuration. */
  private static final Architecture USUAL =
      Backbone.LENET.architecture(
          new ImageShape(1, 28, 28),
          List.of(
              new Task("kind", TaskKind.CLASSIFICATION, 1, List.of("a", "b")),
              new Task("twins", TaskKind.SIMILARITY, 1, List.of())));

  /** On a usual model. */
  TrainerCheck(String engine, Precision precision) {
    this(engine, precision, USUAL);
  }

  /** As the job says, or by default. */
  static TrainerCheck of(Optional<JobConfig> job) {
    return job.map(
            config ->
                new TrainerCheck(
                    config.training().engine(),
                    config.training().precision(),
                    config.architecture()))
        .orElseGet(() -> new TrainerCheck(Engines.AUTO, Precision.F32));
  }

  @Override
  public List<Finding> findings() {
    String asked = "engine '" + engine + "' with precision " + precision.id();
    try {
      return List.of(chosen(asked, ProvenEngine.choose(engine, architecture, precision)));
    } catch (LinkageError | RuntimeException e) {
      return List.of(
          Finding.failed(
              "trainer",
              asked + " does not train here: " + e.getMessage(),
              "set training.engine and training.precision to what the engines above can do"));
    }
  }

  private static Finding chosen(String asked, ProvenEngine proven) {
    EngineDescription description = proven.describe();
    String detail =
        asked
            + " is "
            + description.engine()
            + ", on "
            + description.device()
            + "; it gives the known answers";
    if (proven.passedOver().isEmpty()) {
      return Finding.ok("trainer", detail);
    }
    String reasons =
        proven.passedOver().stream().map(PassedOver::reason).collect(Collectors.joining("; "));
    return Finding.warning(
        "trainer",
        detail + "; " + reasons,
        "if that is as it should be, name the engine in training.engine; else mend what the"
            + " reason says");
  }
}
