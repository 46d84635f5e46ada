package io.headwater.cli.demo;

import io.headwater.cli.CommandFailure;
import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.Assembly.Refused;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.LiveModel;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.SnapshotFollower;
import io.headwater.snapshots.SnapshotListener;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Follows the snapshots and serves the newest one, as any consumer would. */
final class SnapshotConsumer implements AutoCloseable {
  private final Tally tally = new Tally();
  private final LiveModel model = new LiveModel();
  private final SnapshotFollower follower;

  SnapshotConsumer(FollowerConfig config) {
    follower = SnapshotFollower.open(config, tally);
  }

  /** Waits for a snapshot, if there is none yet to be read. */
  void poll(Duration timeout) {
    follower.poll(timeout).ifPresent(model::swap);
  }

  LiveModel model() {
    return model;
  }

  /** Of the newest snapshot. */
  Optional<Manifest> manifest() {
    return model.manifest();
  }

  /** Snapshots whose bytes and digests were right. */
  long verified() {
    return tally.verified;
  }

  /** When the first snapshot with learned examples was verified, in seconds of uptime. */
  OptionalDouble firstVerified() {
    return tally.first;
  }

  @Override
  public void close() {
    follower.close();
    model.close();
  }

  private static final class Tally implements SnapshotListener {
    private long verified;
    private OptionalDouble first = OptionalDouble.empty();

    @Override
    public void verified(SourcePosition record, Manifest manifest) {
      verified++;
      if (first.isEmpty() && manifest.provenance().lineage().examples() > 0) {
        first = OptionalDouble.of(Uptime.seconds());
      }
    }

    @Override
    public void refused(SourcePosition record, Refused refused) {
      throw CommandFailure.failed(
          "the snapshot at %s is not to be used: %s".formatted(record, refused.message()), null);
    }
  }
}
