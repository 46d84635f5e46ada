package io.headwater.cli.snapshots;

import io.headwater.learning.learner.Lineage;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.Provenance;
import io.headwater.snapshots.Snapshot;
import io.headwater.snapshots.SnapshotLimits;
import io.headwater.snapshots.TaskScore;
import io.headwater.snapshots.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What lies between two snapshots of a model.
 *
 * @param sameLineage whether both come from one beginning
 * @param sameArchitecture whether they have the same inputs, outputs and shapes of parameters
 * @param seconds from the first to the second
 * @param examples learned from between them
 * @param partitions examples between them, of each partition that has any
 * @param scores of the tasks that both have
 * @param networks how far their parameters went, of those that both have
 */
public record SnapshotDiff(
    long from,
    long to,
    boolean sameLineage,
    boolean sameArchitecture,
    double seconds,
    long steps,
    long examples,
    List<PartitionChange> partitions,
    List<ScoreChange> scores,
    List<NetworkChange> networks) {
  private static final double MILLIS_PER_SECOND = 1_000;

  /** Examples of one partition that the second has learned from, and the first has not. */
  public record PartitionChange(String topic, int partition, long examples) {}

  /** A task's headline metric in both. */
  public record ScoreChange(String task, String metric, double from, double to) {}

  static SnapshotDiff of(Snapshot from, Snapshot to) {
    Provenance before = from.manifest().provenance();
    Provenance after = to.manifest().provenance();
    return new SnapshotDiff(
        before.version(),
        after.version(),
        before.lineageId().equals(after.lineageId()),
        before.architectureFingerprint().equals(after.architectureFingerprint()),
        (after.createdAt().toEpochMilli() - before.createdAt().toEpochMilli()) / MILLIS_PER_SECOND,
        after.step() - before.step(),
        after.lineage().examples() - before.lineage().examples(),
        partitions(before.lineage(), after.lineage()),
        scores(from.manifest(), to.manifest()),
        NetworkChange.between(
            Weights.of(from, SnapshotLimits.DEFAULT.model()),
            Weights.of(to, SnapshotLimits.DEFAULT.model())));
  }

  private static List<PartitionChange> partitions(Lineage before, Lineage after) {
    record Partition(String topic, int partition) {}
    Map<Partition, Long> examples = new LinkedHashMap<>();
    for (Lineage.Range range : after.ranges()) {
      examples.put(new Partition(range.topic(), range.partition()), range.examples());
    }
    for (Lineage.Range range : before.ranges()) {
      examples.merge(new Partition(range.topic(), range.partition()), -range.examples(), Long::sum);
    }
    List<PartitionChange> changes = new ArrayList<>();
    examples.forEach(
        (partition, count) -> {
          if (count != 0) {
            changes.add(new PartitionChange(partition.topic(), partition.partition(), count));
          }
        });
    return changes;
  }

  private static List<ScoreChange> scores(Manifest from, Manifest to) {
    List<ScoreChange> changes = new ArrayList<>();
    for (TaskScore after : to.provenance().scores()) {
      Double before = headline(from, after);
      if (before != null) {
        double value = after.values().getOrDefault(after.headline(), Double.NaN);
        changes.add(new ScoreChange(after.task(), after.headline(), before, value));
      }
    }
    return changes;
  }

  private static @Nullable Double headline(Manifest manifest, TaskScore wanted) {
    for (TaskScore score : manifest.provenance().scores()) {
      if (score.task().equals(wanted.task())) {
        return score.values().get(wanted.headline());
      }
    }
    return null;
  }
}
