package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.schema.TaskMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A weighting that learns, in the stream: over a restart, and as the metrics topic tells of it. */
@NullUnmarked
class WeightedJobTest {
  private static final String WEIGHTING =
      "training:\n  weighting: {kind: gradnorm, learningRate: 0.1}\n";
  private static final double CONFIGURED = 1;

  @TempDir private Path checkpoints;

  @Test
  void gradNormGoesOnAfterARestartWithTheWeightsItCameTo() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        TrainingRun run =
            new TrainingRun(
                kafka, "weighted", "plain-java", WeightedJobTest::withEqualWeightsAtFirst)) {
      run.send(200);
      Map<String, Double> before;
      try (LocalJob job = run.start(checkpoints)) {
        run.awaitSnapshot(run.sentEvents(), job);
        run.send(4);
        before = weights(awaitWeighed(run, 204, job));
      }
      String moved = farthest(before);
      assertThat(Math.abs(Math.log(before.get(moved)))).as(before.toString()).isGreaterThan(0.5);
      run.send(4);
      try (LocalJob job = run.start(checkpoints)) {
        Map<String, TaskMetrics> after = awaitWeighed(run, 208, job);
        assertThat(Math.log(weights(after).get(moved)) / Math.log(before.get(moved)))
            .isGreaterThan(0.5);
        after.forEach(WeightedJobTest::assertTellsOfGradients);
      }
    }
  }

  private static String withEqualWeightsAtFirst(String configuration) {
    return configuration
        .replace("training:\n", WEIGHTING)
        .replaceAll("lossWeight: [0-9.]+", "lossWeight: " + CONFIGURED);
  }

  /** The newest metrics that tell of steps, once each task has learned from so many examples. */
  private static Map<String, TaskMetrics> awaitWeighed(
      TrainingRun run, long examples, LocalJob job) {
    return Await.present(
        "metrics of all examples",
        Duration.ofSeconds(120),
        () -> {
          assertThat(job.failure()).isEmpty();
          Map<String, TaskMetrics> weighed =
              run.metrics(each -> each.getLossWeight() != null && each.getExamples() == examples);
          return Optional.of(weighed).filter(all -> all.size() == FourTaskEvents.TASKS.size());
        });
  }

  private static Map<String, Double> weights(Map<String, TaskMetrics> metrics) {
    Map<String, Double> weights = new HashMap<>();
    metrics.forEach((task, each) -> weights.put(task, each.getLossWeight()));
    return weights;
  }

  private static String farthest(Map<String, Double> weights) {
    return weights.entrySet().stream()
        .max(Comparator.comparingDouble(entry -> Math.abs(Math.log(entry.getValue()))))
        .orElseThrow()
        .getKey();
  }

  private static void assertTellsOfGradients(String task, TaskMetrics metrics) {
    assertThat(metrics.getGradientNorm()).isPositive();
    assertThat(metrics.getCosines()).doesNotContainKey(task).isNotEmpty();
    assertThat(metrics.getCosines().values())
        .allSatisfy(cosine -> assertThat(cosine).isCloseTo(0, within(1.0)));
  }
}
