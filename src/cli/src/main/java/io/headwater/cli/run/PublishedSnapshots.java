package io.headwater.cli.run;

import io.headwater.cli.SnapshotLine;
import io.headwater.job.config.JobConfig;
import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.Assembly.Refused;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.SnapshotFollower;
import io.headwater.snapshots.SnapshotLimits;
import io.headwater.snapshots.SnapshotListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Prints a line for each snapshot that the job publishes, as a consumer sees them. */
final class PublishedSnapshots implements SnapshotListener, AutoCloseable {
  private final PrintWriter out;
  private final SnapshotFollower follower;

  PublishedSnapshots(JobConfig job, PrintWriter out) {
    this.out = out;
    Map<String, String> properties = new HashMap<>();
    job.kafka()
        .clientProperties()
        .forEach((name, value) -> properties.put(name.toString(), value.toString()));
    this.follower =
        SnapshotFollower.open(
            new FollowerConfig(
                job.kafka().bootstrapServers(),
                job.snapshots().topic(),
                job.model().name(),
                SnapshotLimits.DEFAULT,
                properties),
            this);
  }

  /** Waits for a snapshot, if there is none yet to be read. */
  void poll(Duration timeout) {
    follower.poll(timeout);
  }

  @Override
  public void verified(SourcePosition record, Manifest manifest) {
    out.printf(
        "%,d examples in %,d steps  %s%n",
        manifest.provenance().lineage().examples(),
        manifest.provenance().step(),
        SnapshotLine.of(manifest));
    out.flush();
  }

  @Override
  public void refused(SourcePosition record, Refused refused) {
    out.printf("the snapshot at %s is not to be used: %s%n", record, refused.message());
    out.flush();
  }

  @Override
  public void close() {
    follower.close();
  }
}
