package io.headwater.job.train;

import io.headwater.job.metrics.MetricDescription;
import io.headwater.learning.engine.EngineDescription;
import io.headwater.learning.learner.StepOutcome;
import io.headwater.learning.learner.StepOutcome.Update;
import io.headwater.learning.stream.MiniBatch;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The Flink metrics of the stage, under the operator's scope. */
public final class TrainMetrics {
  /** Joint steps since the task started, dropped ones included. */
  public static final String STEPS = "headwater_steps_total";

  /** Joint steps of the model when the last one was taken; 0 before one was. */
  public static final String MODEL_STEP = "headwater_model_step";

  /** Joint steps whose loss or gradient was not finite, so that they were not applied. */
  static final String DROPPED_STEPS = "headwater_dropped_steps_total";

  /** Examples in the mini-batches since the task started, but for replayed ones. */
  public static final String EXAMPLES = "headwater_examples_total";

  /** Global norm of the last step's gradient, before clipping. */
  static final String GRADIENT_NORM = "headwater_gradient_norm";

  /** The last step's learning rate, which the schedule changes; NaN before one was taken. */
  static final String LEARNING_RATE = "headwater_learning_rate";

  /** Seconds that the last step took. */
  static final String STEP_SECONDS = "headwater_step_seconds";

  /** Checkpoints for which training stood still since the task started. */
  public static final String STANDSTILLS = "headwater_standstills_total";

  /** Seconds that training stood still for the last checkpoint and its snapshot. */
  public static final String STANDSTILL_SECONDS = "headwater_standstill_seconds";

  /** 1; its labels "engine", which ends in the precision, and "device" say what trains. */
  static final String TRAINER = "headwater_trainer_info";

  private static final String ENGINE = "engine";
  private static final String DEVICE = "device";

  public static final List<MetricDescription> ALL =
      List.of(
          MetricDescription.counter(STEPS, "steps", "Joint steps, dropped ones included."),
          MetricDescription.counter(
              DROPPED_STEPS,
              "steps",
              "Joint steps whose loss or gradient was not finite, so that they were not applied."),
          MetricDescription.counter(
              EXAMPLES, "examples", "Examples in the mini-batches, but for replayed ones."),
          MetricDescription.gauge(
              MODEL_STEP, "steps", "Joint steps of the model when the last one was taken."),
          MetricDescription.gauge(
              GRADIENT_NORM, "norm", "Global norm of the last step's gradient, before clipping."),
          MetricDescription.gauge(
              LEARNING_RATE, "rate", "The last step's learning rate, which the schedule changes."),
          MetricDescription.gauge(STEP_SECONDS, "seconds", "What the last step took."),
          MetricDescription.counter(
              STANDSTILLS, "checkpoints", "Checkpoints for which training stood still."),
          MetricDescription.gauge(
              STANDSTILL_SECONDS,
              "seconds",
              "How long training stood still for the last checkpoint and its snapshot."),
          MetricDescription.gauge(
                  TRAINER,
                  "1",
                  "1; the labels say what trains: the engine, its precision, the device.")
              .by(ENGINE, DEVICE));

  private final Counter steps;
  private final Counter droppedSteps;
  private final Counter examples;
  private final Counter standstills;
  private volatile long modelStep;
  private volatile double gradientNorm = Double.NaN;
  private volatile double learningRate = Double.NaN;
  private volatile double stepSeconds = Double.NaN;
  private volatile double standstillSeconds;

  TrainMetrics(MetricGroup group, EngineDescription engine) {
    steps = group.counter(STEPS);
    droppedSteps = group.counter(DROPPED_STEPS);
    examples = group.counter(EXAMPLES);
    standstills = group.counter(STANDSTILLS);
    group.gauge(MODEL_STEP, () -> modelStep);
    group.gauge(GRADIENT_NORM, () -> gradientNorm);
    group.gauge(LEARNING_RATE, () -> learningRate);
    group.gauge(STEP_SECONDS, () -> stepSeconds);
    group.gauge(STANDSTILL_SECONDS, () -> standstillSeconds);
    group
        .addGroup(ENGINE, engine.engine())
        .addGroup(DEVICE, engine.device())
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
    stepSeconds = nanos / 1e9;
  }

  void stoodStill(long nanos) {
    standstillSeconds = nanos / 1e9;
    standstills.inc();
  }
}
