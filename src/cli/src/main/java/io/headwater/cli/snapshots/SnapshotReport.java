package io.headwater.cli.snapshots;

import io.headwater.learning.learner.Lineage;
import io.headwater.learning.task.Task;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.Provenance;
import io.headwater.snapshots.TaskScore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A manifest as JSON for programs.
 *
 * @param parentVersion null for the first of a lineage that was begun anew
 * @param createdAt ISO 8601, in UTC
 * @param input [C, H, W]
 * @param scores by task
 */
public record SnapshotReport(
    String model,
    long version,
    @Nullable Long parentVersion,
    String lineageId,
    String createdAt,
    long step,
    long examples,
    long skippedExamples,
    long payloadBytes,
    String payloadSha256,
    String architectureFingerprint,
    List<Integer> input,
    List<TaskReport> tasks,
    Map<String, ScoreReport> scores,
    List<RangeReport> learnedFrom,
    String engine,
    String device,
    String configDigest) {

  /** A task of the model. */
  public record TaskReport(String name, String kind, double lossWeight, List<String> classes) {
    private static TaskReport of(Task task) {
      return new TaskReport(task.name(), task.kind().id(), task.lossWeight(), task.classes());
    }
  }

  /**
   * How well a task did on the stream, test-then-train.
   *
   * @param headline the metric that stands for the task
   */
  public record ScoreReport(long examples, String headline, Map<String, Double> values) {
    private static ScoreReport of(TaskScore score) {
      return new ScoreReport(score.examples(), score.headline(), score.values());
    }
  }

  /** What was learned from one partition. */
  public record RangeReport(
      String topic, int partition, long firstOffset, long lastOffset, long examples) {
    private static RangeReport of(Lineage.Range range) {
      return new RangeReport(
          range.topic(),
          range.partition(),
          range.firstOffset(),
          range.lastOffset(),
          range.examples());
    }
  }

  public static SnapshotReport of(Manifest manifest) {
    Provenance from = manifest.provenance();
    Map<String, ScoreReport> scores = new LinkedHashMap<>();
    from.scores().forEach(score -> scores.put(score.task(), ScoreReport.of(score)));
    return new SnapshotReport(
        from.model(),
        from.version(),
        from.parentVersion().isPresent() ? from.parentVersion().getAsLong() : null,
        from.lineageId(),
        from.createdAt().toString(),
        from.step(),
        from.lineage().examples(),
        from.lineage().skippedExamples(),
        manifest.payload().bytes(),
        manifest.payload().sha256(),
        from.architectureFingerprint(),
        from.input().dimensions(),
        from.tasks().stream().map(TaskReport::of).toList(),
        scores,
        from.lineage().ranges().stream().map(RangeReport::of).toList(),
        from.engine(),
        from.device(),
        from.configDigest());
  }
}
