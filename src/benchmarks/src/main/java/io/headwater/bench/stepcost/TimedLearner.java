package io.headwater.bench.stepcost;

import io.headwater.bench.Rounds;
import io.headwater.cli.CommandFailure;
import io.headwater.learning.combine.Combination;
import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.weighting.FixedWeights;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Some steps in a row of one learner, each on new data, as milliseconds for one. */
final class TimedLearner implements Rounds.Turn, AutoCloseable {
  /** Small, so that labels without a pattern leave the parameters near where they start. */
  private static final Adam OPTIMISER = Adam.withLearningRate(1e-4);

  private static final long SEED = 1;
  private static final double NANOS_PER_MILLISECOND = 1e6;

  private final StepCostCase asked;
  private final int steps;
  private final Learner learner;
  private final Random random = new Random(SEED);

  TimedLearner(Engine engine, StepCostCase asked, Combination combination, int steps) {
    this.asked = asked;
    this.steps = steps;
    LearnerConfig config =
        new LearnerConfig(
            OPTIMISER, new FixedWeights(), combination, Double.POSITIVE_INFINITY, SEED, 100);
    learner =
        Learner.open(
            engine,
            asked.architecture(),
            config,
            InitialState.of(asked.architecture(), SEED),
            Precision.F32);
  }

  @Override
  public double take() {
    List<MiniBatch> batches = Stream.generate(() -> asked.miniBatch(random)).limit(steps).toList();
    long start = System.nanoTime();
    for (MiniBatch batch : batches) {
      if (!learner.step(batch).applied()) {
        throw CommandFailure.failed("a step of " + asked + " came to no finite loss", null);
      }
    }
    return (System.nanoTime() - start) / NANOS_PER_MILLISECOND / steps;
  }

  @Override
  public void close() {
    learner.close();
  }
}
