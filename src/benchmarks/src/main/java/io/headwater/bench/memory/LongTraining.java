package io.headwater.bench.memory;

import io.headwater.bench.BenchModel;
import io.headwater.cli.ProgressLine;
import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.optimise.Adam;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Joint steps one after the other, in which the process's memory is read now and then.
 *
 * @param settling steps before the first reading
 * @param steps all of them, over settling
 * @param readings at least 4
 */
record LongTraining(BenchModel model, int batch, int settling, int steps, int readings) {
  private static final LearnerConfig CONFIG =
      new LearnerConfig(Adam.withLearningRate(1e-4), Double.POSITIVE_INFINITY, 1, 100);

  LongTraining {
    if (batch < 1 || settling < 0 || readings < 4 || steps < settling + readings) {
      throw new IllegalArgumentException(
          ("--batch is %d, --settling %d, --readings %d, --steps %d; they must be at least 1, 0, 4,"
                  + " and settling and readings together")
              .formatted(batch, settling, readings, steps));
    }
  }

  /** The readings, from the end of settling to the last step. */
  List<ProcessMemory> run(Engine engine, ProgressLine progress) throws IOException {
    Random random = new Random(1);
    List<ProcessMemory> taken = new ArrayList<>();
    try (Learner learner =
        Learner.open(
            engine,
            model.architecture(),
            CONFIG,
            InitialState.of(model.architecture(), CONFIG.seed()),
            Precision.F32)) {
      for (int step = 1; step <= steps; step++) {
        learner.step(model.miniBatch(batch, (long) step * batch, random));
        progress.show(model.name() + ": step " + step + " of " + steps);
        if (step >= settling + (long) taken.size() * (steps - settling) / (readings - 1)) {
          taken.add(ProcessMemory.now());
        }
      }
    }
    return taken;
  }
}
