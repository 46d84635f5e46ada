package io.headwater.job;

import io.headwater.job.docs.GeneratedDocument;
import io.headwater.job.metrics.MetricDescription;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsDocumentTest {
  private static final String INTRODUCTION =
      """
      The job reports these metrics to Flink, beside Flink's own, and Flink to whatever is configured:
      `docker/compose.yaml` and `k8s/` have its Prometheus reporter on port 9249 of every JobManager and
      TaskManager. [docker/metrics](../../docker/metrics) has a configuration of Prometheus, alert rules and a
      Grafana dashboard; `docker compose --profile metrics -f docker/compose.yaml up` runs them with the job.

      Names are those that Prometheus shows. They have the reporter's labels, `job_name`, `operator_name`,
      `subtask_index` and others, and those of the column. Flink's reporter exports counters as gauges; they begin
      with 0 when their task starts, as Prometheus expects of a counter. `rate()` takes them as they are.

      """;

  private static final String OF_FLINK =
      """
      ## Of Flink and its Kafka source

      The [dashboard](dashboard.md), the Grafana dashboard and the alerts use these as well:

      | name | of | meaning |
      |---|---|---|
      | `flink_jobmanager_job_numRestarts` | the job | How often it began again after a failure. |
      | `flink_jobmanager_job_lastCheckpointDuration` | the job | Milliseconds that the last complete checkpoint took. |
      | `flink_jobmanager_job_lastCheckpointSize` | the job | Bytes of the last complete checkpoint. |
      | `flink_jobmanager_job_numberOfFailedCheckpoints` | the job | Checkpoints that did not complete. |
      | `flink_taskmanager_job_task_operator_pendingRecords` | `1 ingest` | Records that the source has not read yet: the lag. |
      | `flink_taskmanager_job_task_busyTimeMsPerSecond` | each task | Milliseconds of a second in which it worked. |

      What only the topics tell (scores of versions, sizes, rejected events with their images) the
      dashboard reads there.
      """;

  @Test
  void theDocumentationOfTheMetricsIsUpToDate() throws IOException {
    StringBuilder page =
        new StringBuilder(
            GeneratedDocument.header("Metrics", "the *Metrics classes of io.headwater.job"));
    page.append(INTRODUCTION);
    JobMetrics.byOperator().forEach((operator, metrics) -> append(page, operator, metrics));
    page.append(OF_FLINK);
    GeneratedDocument.check("metrics.md", page.toString());
  }

  private static void append(StringBuilder page, String operator, List<MetricDescription> metrics) {
    page.append("## `%s`\n\n".formatted(operator));
    page.append("| name | type | unit | labels | meaning |\n|---|---|---|---|---|\n");
    metrics.forEach(
        metric ->
            page.append(
                "| `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                        metric.prometheusName(),
                        metric.type().name().toLowerCase(Locale.ROOT),
                        metric.unit(),
                        metric.labels().stream()
                            .map(label -> "`" + label + "`")
                            .collect(Collectors.joining(", ")),
                        metric.meaning())));
    page.append('\n');
  }
}
