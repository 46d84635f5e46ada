package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the job's metrics is what a job that runs has. */
class JobMetricsTest {
  private static final String OWN = "headwater_";

  /** What only a changed configuration, other tasks' events, or gradients one by one bring. */
  private static final Set<String> RARE =
      Set.of(
          "1 ingest headwater_unread_events_total",
          "2 decode headwater_unread_labels_total",
          "4 batch headwater_dropped_labels_total",
          "6 evaluate headwater_gradient_cosine");

  @TempDir private Path checkpoints;

  @Test
  void aJobHasTheMetricsThatAreDescribedAndNoOthers() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        TrainingRun run = new TrainingRun(kafka, "measured", "plain-java");
        LocalJob job = run.start(checkpoints)) {
      run.sendGarbage(FourTaskEvents.TASKS.get(0), "no Avro".getBytes(StandardCharsets.UTF_8));
      run.send(8);
      run.awaitSnapshot(8L * FourTaskEvents.TASKS.size(), job);

      Set<String> described =
          JobMetrics.byOperator().entrySet().stream()
              .flatMap(of -> of.getValue().stream().map(each -> of.getKey() + " " + each.name()))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(described).containsAll(RARE);
      described.removeAll(RARE);
      Await.until(
          "metrics " + described,
          Duration.ofSeconds(60),
          () -> ownMetrics(job.restAddress()).equals(described));
    }
  }

  @Test
  void prometheusIsToldTheNamesThatAreDescribed() {
    JobMetrics.byOperator().values().stream()
        .flatMap(List::stream)
        .forEach(
            each -> {
              MetricGroup group = UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup();
              for (String label : each.labels()) {
                group = group.addGroup(label, "any");
              }
              // As Flink's reporter puts it together.
              String scope = ((AbstractMetricGroup<?>) group).getLogicalScope(name -> name, '_');
              assertThat("flink_" + scope + "_" + each.name()).isEqualTo(each.prometheusName());
            });
  }

  /** Of each operator, as "5 train headwater_steps_total". */
  private static Set<String> ownMetrics(URI flink) {
    Set<String> names = new TreeSet<>();
    String job = "/jobs/" + get(flink, "/jobs/overview").at("/jobs/0/jid").asText();
    for (JsonNode vertex : get(flink, job).path("vertices")) {
      String metrics = job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
      for (JsonNode metric : get(flink, metrics)) {
        String id = metric.path("id").asText();
        String name = id.substring(id.lastIndexOf('.') + 1);
        if (name.startsWith(OWN)) {
          // Flink writes the spaces of an operator's name so.
          names.add(id.substring(0, id.indexOf('.')).replace('_', ' ') + " " + name);
        }
      }
    }
    return names;
  }

  private static JsonNode get(URI flink, String path) {
    try {
      return new ObjectMapper().readTree(flink.resolve(path).toURL());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
