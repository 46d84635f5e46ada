package io.headwater.cli.run;

import io.headwater.cli.Followers;
import io.headwater.cli.SnapshotLine;
import io.headwater.job.config.JobConfig;
import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.Assembly.Refused;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.Provenance;
import io.headwater.snapshots.SnapshotFollower;
import io.headwater.snapshots.SnapshotListener;
import java.io.PrintWriter;
import java.time.Duration;

/** Prints a line for each snapshot that the job publishes, as a consumer sees them. */
final class PublishedSnapshots implements SnapshotListener, AutoCloseable {
  private final PrintWriter out;
  private final SnapshotFollower follower;
  private String engine = "";

  PublishedSnapshots(JobConfig job, PrintWriter out) {
    this.out = out;
    this.follower = SnapshotFollower.open(Followers.of(job), this);
  }

  /** Waits for a snapshot, if there is none yet to be read. */
  void poll(Duration timeout) {
    follower.poll(timeout);
  }

  @Override
  public void verified(SourcePosition record, Manifest manifest) {
    sayWhatTrains(manifest.provenance());
    out.printf(
        "%,d examples in %,d steps  %s%n",
        manifest.provenance().lineage().examples(),
        manifest.provenance().step(),
        SnapshotLine.of(manifest));
    out.flush();
  }

  private void sayWhatTrains(Provenance provenance) {
    if (!provenance.engine().equals(engine)) {
      engine = provenance.engine();
      out.printf("trained with %s on %s%n", engine, provenance.device());
    }
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
