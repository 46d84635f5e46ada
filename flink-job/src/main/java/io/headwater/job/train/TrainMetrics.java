package io.headwater.job.train;

import io.headwater.learning.engine.StepOutcome;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The Flink metrics of the stage, under the operator's scope. */
final class TrainMetrics {
  /** Joint steps since the task started, dropped ones included. */
  static final String STEPS = "steps";

  /** Joint steps whose loss or gradient was not finite, so that they were not applied. */
  static final String DROPPED_STEPS = "droppedSteps";

  /** Examples in the mini-batches since the task started. */
  static final String EXAMPLES = "examples";

  /** Global norm of the last step's gradient, before clipping. */
  static final String GRADIENT_NORM = "gradientNorm";

  /** Milliseconds that the last step took. */
  static final String STEP_MILLIS = "stepMillis";

  private final Counter steps;
  private final Counter droppedSteps;
  private final Counter examples;
  private volatile double gradientNorm = Double.NaN;
  private volatile double stepMillis = Double.NaN;

  TrainMetrics(MetricGroup group) {
    steps = group.counter(STEPS);
    droppedSteps = group.counter(DROPPED_STEPS);
    examples = group.counter(EXAMPLES);
    group.gauge(GRADIENT_NORM, () -> gradientNorm);
    group.gauge(STEP_MILLIS, () -> stepMillis);
  }

  void count(StepOutcome outcome, int batchExamples, long nanos) {
    steps.inc();
    if (!outcome.applied()) {
      droppedSteps.inc();
    }
    examples.inc(batchExamples);
    gradientNorm = outcome.gradientNorm();
    stepMillis = nanos / 1e6;
  }
}
