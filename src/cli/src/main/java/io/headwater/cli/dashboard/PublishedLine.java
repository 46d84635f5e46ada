package io.headwater.cli.dashboard;

import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.Provenance;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The line of snapshots: puts each on the board once, with how fast the job learned up to it, and
 * marks where another lineage, configuration or trainer begins. The newest may be asked for by any
 * thread; the rest is used by one.
 */
final class PublishedLine {
  private static final double MILLIS_PER_SECOND = 1_000;

  private final Board board;
  private volatile @Nullable Manifest newest;

  PublishedLine(Board board) {
    this.board = board;
  }

  /** The newest manifest. */
  Optional<Manifest> newest() {
    return Optional.ofNullable(newest);
  }

  /** Leaves out what is not newer than the newest: versions rise, across lineages. */
  void add(Manifest manifest) {
    Manifest before = newest;
    if (before != null) {
      if (manifest.version() <= before.version()) {
        return;
      }
      compare(before.provenance(), manifest.provenance());
    }
    newest = manifest;
    board.add(SnapshotView.of(manifest));
  }

  private void compare(Provenance before, Provenance now) {
    long time = now.createdAt().toEpochMilli();
    if (!now.lineageId().equals(before.lineageId())) {
      board.add(
          new Happening(
              time,
              Happening.Kind.LINEAGE,
              "version %d begins the lineage '%s'".formatted(now.version(), now.lineageId())));
    } else {
      rate(before, now)
          .ifPresent(rate -> board.add(List.of(new Point(SeriesNames.LEARNED, time, rate))));
    }
    if (!now.configDigest().equals(before.configDigest())) {
      board.add(
          new Happening(
              time,
              Happening.Kind.CONFIGURATION,
              "version %d has another configuration".formatted(now.version())));
    }
    String trainer = now.engine() + " on " + now.device();
    if (!trainer.equals(before.engine() + " on " + before.device())) {
      board.add(
          new Happening(
              time,
              Happening.Kind.TRAINER,
              "version %d was trained with %s".formatted(now.version(), trainer)));
    }
  }

  /** Examples per second. */
  private static Optional<Double> rate(Provenance before, Provenance now) {
    double seconds =
        (now.createdAt().toEpochMilli() - before.createdAt().toEpochMilli()) / MILLIS_PER_SECOND;
    long examples = now.lineage().examples() - before.lineage().examples();
    return seconds > 0 && examples >= 0 ? Optional.of(examples / seconds) : Optional.empty();
  }
}
