package io.headwater.cli.dashboard;

import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.Provenance;
import io.headwater.snapshots.TaskScore;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot in the line of those that were published.
 *
 * @param parent the version that was trained further; null for the first of a lineage
 * @param time when it was taken, milliseconds since the epoch, UTC
 * @param bytes of its payload
 * @param scores of tasks that have one
 */
record SnapshotView(
    long version,
    @Nullable Long parent,
    String lineage,
    long time,
    long step,
    long examples,
    long bytes,
    String engine,
    String device,
    Map<String, Double> scores) {
  static SnapshotView of(Manifest manifest) {
    Provenance from = manifest.provenance();
    Map<String, Double> scores = new LinkedHashMap<>();
    for (TaskScore score : from.scores()) {
      double value = score.values().getOrDefault(score.headline(), Double.NaN);
      if (Double.isFinite(value)) {
        scores.put(score.task(), value);
      }
    }
    return new SnapshotView(
        from.version(),
        from.parentVersion().isPresent() ? from.parentVersion().getAsLong() : null,
        Words.name(from.lineageId()),
        from.createdAt().toEpochMilli(),
        from.step(),
        from.lineage().examples(),
        manifest.payload().bytes(),
        Words.name(from.engine()),
        Words.name(from.device()),
        scores);
  }
}
