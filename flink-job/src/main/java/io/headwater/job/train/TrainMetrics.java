package io.headwater.job.train;

import io.headwater.learning.engine.EngineDescription;
import io.headwater.learning.learner.StepOutcome;
import io.headwater.learning.learner.StepOutcome.Update;
import io.headwater.learning.stream.MiniBatch;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The Flink metrics of the stage, under the operator's scope. */
public final class TrainMetrics {
  /** Joint steps since the task started, dropped ones included. */
  public static final String STEPS = "steps";

  /** Joint steps of the model when the last one was taken; 0 before one was. */
  public static final String MODEL_STEP = "modelStep";

  /** Joint steps whose loss or gradient was not finite, so that they were not applied. */
  static final String DROPPED_STEPS = "droppedSteps";

  /** Examples in the mini-batches since the task started, but for replayed ones. */
  public static final String EXAMPLES = "examples";

  /** Global norm of the last step's gradient, before clipping. */
  static final String GRADIENT_NORM = "gradientNorm";

  /** The last step's learning rate, which the schedule changes; NaN before one was taken. */
  static final String LEARNING_RATE = "learningRate";

  /** Milliseconds that the last step took. */
  static final String STEP_MILLIS = "stepMillis";

  /** Checkpoints for which training stood still since the task started. */
  public static final String STANDSTILLS = "standstills";

  /** Milliseconds that training stood still for the last checkpoint and its snapshot. */
  public static final String STANDSTILL_MILLIS = "standstillMillis";

  /** 1; its labels "engine", which ends in the precision, and "device" say what trains. */
  static final String TRAINER = "trainer";

  private final Counter steps;
  private final Counter droppedSteps;
  private final Counter examples;
  private final Counter standstills;
  private volatile long modelStep;
  private volatile double gradientNorm = Double.NaN;
  private volatile double learningRate = Double.NaN;
  private volatile double stepMillis = Double.NaN;
  private volatile double standstillMillis;

  TrainMetrics(MetricGroup group, EngineDescription engine) {
    steps = group.counter(STEPS);
    droppedSteps = group.counter(DROPPED_STEPS);
    examples = group.counter(EXAMPLES);
    standstills = group.counter(STANDSTILLS);
    group.gauge(MODEL_STEP, () -> modelStep);
    group.gauge(GRADIENT_NORM, () -> gradientNorm);
    group.gauge(LEARNING_RATE, () -> learningRate);
    group.gauge(STEP_MILLIS, () -> stepMillis);
    group.gauge(STANDSTILL_MILLIS, () -> standstillMillis);
    group
        .addGroup("engine", engine.engine())
        .addGroup("device", engine.device())
        .gauge(TRAINER, () -> 1);
  }

  void count(StepOutcome outcome, MiniBatch batch, long nanos) {
    examples.inc(batch.fresh().size() + batch.heldOut().size());
    if (outcome.update() == Update.NONE) {
      return;
    }
    steps.inc();
    modelStep = outcome.step();
    if (outcome.update() == Update.DROPPED) {
      droppedSteps.inc();
    }
    gradientNorm = outcome.gradientNorm();
    learningRate = outcome.learningRate();
    stepMillis = nanos / 1e6;
  }

  void stoodStill(long nanos) {
    standstillMillis = nanos / 1e6;
    standstills.inc();
  }
}
