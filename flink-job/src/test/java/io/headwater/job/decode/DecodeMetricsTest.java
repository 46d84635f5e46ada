package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.metrics.testutils.MetricListener;
import org.junit.jupiter.api.Test;

class DecodeMetricsTest {
  private final MetricListener listener = new MetricListener();
  private final DecodeMetrics metrics = new DecodeMetrics(listener.getMetricGroup());

  @Test
  void labelsThatAreNotReadAreCountedByTask() {
    metrics.accepted(List.of("shoes", "hats"));
    metrics.accepted(List.of("shoes"));
    metrics.accepted(List.of());

    assertThat(listener.getCounter(DecodeMetrics.ACCEPTED).orElseThrow().getCount()).isEqualTo(3);
    assertThat(unread("shoes")).isEqualTo(2);
    assertThat(unread("hats")).isEqualTo(1);
  }

  @Test
  void taskNamesFromOutsideAreNeitherLongNorMany() {
    metrics.accepted(IntStream.range(0, 1_000).mapToObj(i -> "task" + i).toList());
    metrics.accepted(List.of("task0", "\n".repeat(5_000_000)));

    assertThat(unread("task0")).isEqualTo(2);
    assertThat(unread("task19")).isEqualTo(1);
    assertThat(unread(DecodeMetrics.OTHER_TASKS)).isEqualTo(981);
  }

  @Test
  void rejectionsAreCountedByReason() {
    for (String reason : List.of("NOT_AVRO", "NO_LABEL", "NOT_AVRO")) {
      metrics.rejected(new Rejection("t", 0, 0, reason, "why", 0, new byte[0], new byte[0]));
    }
    assertThat(rejected("NOT_AVRO")).isEqualTo(2);
    assertThat(rejected("NO_LABEL")).isEqualTo(1);
  }

  @Test
  void everyReasonIsCountedFromTheStart() {
    for (RejectionReason reason : RejectionReason.values()) {
      assertThat(rejected(reason.name())).as(reason.name()).isZero();
    }
  }

  private long rejected(String reason) {
    return listener
        .getCounter(DecodeMetrics.REASON, reason, DecodeMetrics.REJECTED)
        .orElseThrow()
        .getCount();
  }

  private long unread(String task) {
    return listener
        .getCounter(DecodeMetrics.UNKNOWN_TASK, task, DecodeMetrics.UNREAD_LABELS)
        .orElseThrow()
        .getCount();
  }
}
