package io.headwater.job.evaluate;

import io.headwater.job.metrics.MetricDescription;
import io.headwater.learning.weighting.TaskBalance;
import io.headwater.snapshots.TaskScore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The Flink metrics of the stage: how well each task did when the last checkpoint was taken, and
 * how it stood among the others. A value that there is not is NaN.
 */
public final class EvaluateMetrics {
  static final String LOSS = "headwater_loss";
  static final String SCORE = "headwater_score";
  static final String LEARNED_EXAMPLES = "headwater_learned_examples";
  static final String LOSS_WEIGHT = "headwater_loss_weight";
  static final String GRADIENT_NORM = "headwater_task_gradient_norm";
  static final String COSINE = "headwater_gradient_cosine";
  static final String TASK = "task";
  static final String METRIC = "metric";
  static final String OTHER = "other";

  public static final List<MetricDescription> ALL =
      List.of(
          MetricDescription.gauge(
                  LOSS, "loss", "Unweighted mean loss of the task, over a fading window.")
              .by(TASK),
          MetricDescription.gauge(
                  SCORE,
                  "score",
                  "The value that stands for the task, test-then-train: accuracy, fMeasure, meanIou"
                      + " or mae, as the label `metric` says.")
              .by(TASK, METRIC),
          MetricDescription.gauge(
                  LEARNED_EXAMPLES, "examples", "Examples of the task that the model learned from.")
              .by(TASK),
          MetricDescription.gauge(
                  LOSS_WEIGHT,
                  "weight",
                  "Weight of the task's loss in the joint loss: the configured one times the"
                      + " weighting's.")
              .by(TASK),
          MetricDescription.gauge(
                  GRADIENT_NORM,
                  "norm",
                  "Norm of the gradient of the task's unweighted loss on what tasks share, where the"
                      + " gradients are taken one by one.")
              .by(TASK),
          MetricDescription.gauge(
                  COSINE,
                  "cosine",
                  "Cosine between the gradients of the task and of another one, likewise; below 0"
                      + " they are at odds.")
              .by(TASK, OTHER));

  private final MetricGroup group;
  private final Map<List<String>, Latest> gauges = new HashMap<>();

  EvaluateMetrics(MetricGroup group) {
    this.group = group;
  }

  /** The value that was last set. */
  private static final class Latest implements Gauge<Double> {
    private volatile double value = Double.NaN;

    @Override
    public Double getValue() {
      return value;
    }
  }

  void show(TaskScore score) {
    MetricGroup task = group.addGroup(TASK, score.task());
    set(task, LOSS, score.task(), score.values().getOrDefault("loss", Double.NaN));
    set(task, LEARNED_EXAMPLES, score.task(), score.examples());
    set(
        task.addGroup(METRIC, score.headline()),
        SCORE,
        score.task(),
        score.values().getOrDefault(score.headline(), Double.NaN));
    TaskBalance balance = score.balance();
    if (balance != null) {
      set(task, LOSS_WEIGHT, score.task(), balance.lossWeight());
      Double norm = balance.gradientNorm();
      set(task, GRADIENT_NORM, score.task(), norm == null ? Double.NaN : norm);
      balance
          .cosines()
          .forEach(
              (other, cosine) ->
                  set(task.addGroup(OTHER, other), COSINE, score.task() + "/" + other, cosine));
    }
  }

  private void set(MetricGroup in, String name, String of, double value) {
    gauges.computeIfAbsent(List.of(name, of), key -> in.gauge(name, new Latest())).value = value;
  }
}
