package io.headwater.job.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.task.TaskKind;
import io.headwater.learning.weighting.TaskBalance;
import io.headwater.snapshots.TaskScore;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.testutils.MetricListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvaluateMetricsTest {
  private final MetricListener listener = new MetricListener();
  private final EvaluateMetrics metrics = new EvaluateMetrics(listener.getMetricGroup());

  @Test
  void theLastCheckpointCounts() {
    metrics.show(score(9, 0.25, null));
    metrics.show(score(12, 0.5, new TaskBalance("kind", 0.3, 2.5, Map.of("twins", -0.25))));

    assertThat(value(EvaluateMetrics.TASK, "kind", EvaluateMetrics.LOSS)).isEqualTo(0.5);
    assertThat(value(EvaluateMetrics.TASK, "kind", EvaluateMetrics.LEARNED_EXAMPLES)).isEqualTo(12);
    assertThat(
            value(
                EvaluateMetrics.TASK,
                "kind",
                EvaluateMetrics.METRIC,
                "accuracy",
                EvaluateMetrics.SCORE))
        .isEqualTo(0.75);
    assertThat(value(EvaluateMetrics.TASK, "kind", EvaluateMetrics.LOSS_WEIGHT)).isEqualTo(0.3);
    assertThat(value(EvaluateMetrics.TASK, "kind", EvaluateMetrics.GRADIENT_NORM)).isEqualTo(2.5);
    assertThat(
            value(
                EvaluateMetrics.TASK,
                "kind",
                EvaluateMetrics.OTHER,
                "twins",
                EvaluateMetrics.COSINE))
        .isEqualTo(-0.25);
  }

  private static TaskScore score(long examples, double loss, @Nullable TaskBalance balance) {
    return new TaskScore(
        "kind",
        TaskKind.CLASSIFICATION,
        Instant.EPOCH,
        7,
        examples,
        "accuracy",
        Map.of("loss", loss, "accuracy", 0.75),
        balance);
  }

  private double value(String... path) {
    Gauge<Double> gauge = listener.<Double>getGauge(path).orElseThrow();
    return gauge.getValue();
  }
}
