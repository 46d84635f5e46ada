package io.headwater.bench.engine;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.Reason;
import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineDescription;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.engine.proof.ProvenEngine;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.stream.MiniBatch;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** The learner's joint step, as the job runs it. */
record OurStep(Engine engine, EngineDescription description, EngineCase asked, Learner learner)
    implements TrainingStep {
  /** Small, so that labels without a pattern leave the parameters near where they start. */
  static final Adam OPTIMISER = Adam.withLearningRate(1e-4);

  private static final long SEED = 1;

  /**
   * @param name an engine's, or "auto"
   */
  static OurStep open(String name, EngineCase asked) {
    try {
      ProvenEngine proven = ProvenEngine.choose(name, asked.architecture(), asked.precision());
      return open(proven.engine(), proven.describe(), asked);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.environment(Reason.of(e), e);
    }
  }

  /** On that engine. */
  static OurStep open(Engine engine, EngineCase asked) {
    return open(engine, engine.describe(), asked);
  }

  private static OurStep open(Engine engine, EngineDescription description, EngineCase asked) {
    Learner learner =
        Learner.open(
            engine,
            asked.architecture(),
            new LearnerConfig(OPTIMISER, Double.POSITIVE_INFINITY, SEED, 100),
            InitialState.of(asked.architecture(), SEED),
            asked.precision());
    return new OurStep(engine, description, asked, learner);
  }

  @Override
  public List<DoubleSupplier> prepared(List<LabelledImages> batches) {
    return batches.stream().map(batch -> step(batch.miniBatch())).toList();
  }

  private DoubleSupplier step(MiniBatch batch) {
    return () ->
        learner.step(batch).tasks().stream()
            .mapToDouble(of -> of.loss() * asked.architecture().task(of.task()).lossWeight())
            .sum();
  }

  @Override
  public List<Tensor> firstMoments() {
    return learner.state().networks().values().stream()
        .flatMap(network -> network.slots().getOrDefault("m", Map.of()).values().stream())
        .toList();
  }

  @Override
  public void close() {
    learner.close();
  }
}
