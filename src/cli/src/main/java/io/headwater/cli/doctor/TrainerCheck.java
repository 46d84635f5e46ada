package io.headwater.cli.doctor;

import io.headwater.job.config.JobConfig;
import io.headwater.learning.engine.Adam;
import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineDescription;
import io.headwater.learning.engine.Engines;
import io.headwater.learning.engine.Finding;
import io.headwater.learning.engine.InitialState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What would train here.
 *
 * @param engine the engine's name, or "auto"
 */
record TrainerCheck(String engine, Precision precision) implements Check {
  private static final Network TINY =
      new Network(
          "tiny",
          Map.of("features", List.of(1)),
          List.of(new Node("output", new Layer.Dense(1), List.of("features"))));

  /** As the job says, or by default. */
  static TrainerCheck of(Optional<JobConfig> job) {
    return job.map(JobConfig::training)
        .map(training -> new TrainerCheck(training.engine(), training.precision()))
        .orElseGet(() -> new TrainerCheck(Engines.AUTO, Precision.F32));
  }

  @Override
  public List<Finding> findings() {
    String asked = "engine '" + engine + "' with precision " + precision.id();
    try {
      EngineDescription chosen = tried(Engines.named(engine));
      return List.of(
          Finding.ok("trainer", asked + " is " + chosen.engine() + ", on " + chosen.device()));
    } catch (LinkageError | RuntimeException e) {
      return List.of(
          Finding.failed(
              "trainer",
              asked + " does not train here: " + e.getMessage(),
              "set training.engine and training.precision to what the engines above can do"));
    }
  }

  private EngineDescription tried(Engine chosen) {
    Adam adam = Adam.withLearningRate(0.001);
    chosen.open(TINY, InitialState.of(TINY, 1), adam, precision).close();
    return chosen.describe();
  }
}
