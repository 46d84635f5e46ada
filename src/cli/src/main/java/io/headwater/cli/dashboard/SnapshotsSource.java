package io.headwater.cli.dashboard;

import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.Assembly.Refused;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.LiveModel;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.ManifestFollower;
import io.headwater.snapshots.ModelLimits;
import io.headwater.snapshots.RefusedModelException;
import io.headwater.snapshots.Snapshot;
import io.headwater.snapshots.SnapshotFollower;
import io.headwater.snapshots.SnapshotListener;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The snapshots topic: the line of snapshots, and what the newest one makes of recent events. Loads
 * a model every few seconds at most, on one thread, as it may share the machine with the job.
 */
final class SnapshotsSource implements Source {
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(8);
  private static final int ONE_THREAD = 1;

  /** Chunks are up to some megabytes each: about this many megabytes are read at the start. */
  private static final long RECORDS_BEFORE = 150;

  private final SnapshotFollower follower;
  private final LiveModel model = new LiveModel(ONE_THREAD, ModelLimits.DEFAULT);
  private final Samples samples;
  private final Board board;
  private final PublishedLine line;
  private final Clock clock;
  private long nextSamplesNanos = System.nanoTime();
  private Optional<Snapshot> waiting = Optional.empty();

  private SnapshotsSource(
      FollowerConfig config, Samples samples, Board board, PublishedLine line, Clock clock) {
    this.samples = samples;
    this.board = board;
    this.line = line;
    this.clock = clock;
    this.follower = SnapshotFollower.open(config, new Listener());
  }

  static SnapshotsSource open(
      DashboardConfig config, Board board, PublishedLine line, Pictures pictures, Clock clock) {
    ManifestFollower.last(config.follower(), RECORDS_BEFORE).forEach(line::add);
    Samples samples = new Samples(config, pictures);
    try {
      return new SnapshotsSource(config.follower(), samples, board, line, clock);
    } catch (RuntimeException e) {
      samples.close();
      throw e;
    }
  }

  @Override
  public void look() {
    Optional<Snapshot> newest = follower.poll(WAIT);
    waiting = newest.isPresent() ? newest : waiting;
    if (waiting.isPresent() && System.nanoTime() >= nextSamplesNanos) {
      Snapshot snapshot = waiting.get();
      waiting = Optional.empty();
      score(snapshot);
      nextSamplesNanos = System.nanoTime() + BETWEEN_SAMPLES.toNanos();
    }
  }

  @Override
  public void close() {
    follower.close();
    samples.close();
    model.close();
  }

  private void score(Snapshot snapshot) {
    try {
      model.swap(snapshot);
      board.show(model.use(samples::of));
    } catch (RefusedModelException e) {
      refused(
          "version %d can't be run: %s".formatted(snapshot.manifest().version(), e.getMessage()));
    }
  }

  private void refused(String why) {
    board.add(new Happening(clock.millis(), Happening.Kind.REFUSED_SNAPSHOT, why));
  }

  private final class Listener implements SnapshotListener {
    @Override
    public void verified(SourcePosition record, Manifest manifest) {
      line.add(manifest);
    }

    @Override
    public void refused(SourcePosition record, Refused refused) {
      SnapshotsSource.this.refused(
          "the snapshot at %s is refused: %s".formatted(record, refused.message()));
    }
  }
}
