package io.headwater.bench.engine;

import io.headwater.bench.Rounds;
import io.headwater.cli.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** Some steps in a row, each on new data, as images per second. */
final class TimedSteps implements Rounds.Turn {
  private static final double NANOS_PER_SECOND = 1e9;

  private final TrainingStep step;
  private final EngineCase asked;
  private final int steps;
  private final Random random = new Random(1);

  TimedSteps(TrainingStep step, EngineCase asked, int steps) {
    this.step = step;
    this.asked = asked;
    this.steps = steps;
  }

  @Override
  public double take() {
    List<LabelledImages> batches = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      batches.add(LabelledImages.random(asked, random));
    }
    List<DoubleSupplier> prepared = step.prepared(batches);
    long start = System.nanoTime();
    for (DoubleSupplier each : prepared) {
      if (!Double.isFinite(each.getAsDouble())) {
        throw CommandFailure.failed("a step of " + asked + " came to no finite loss", null);
      }
    }
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    return asked.batch() * steps / seconds;
  }
}
