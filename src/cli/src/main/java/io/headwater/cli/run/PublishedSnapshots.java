package io.headwater.cli.run;

import io.headwater.cli.Followers;
import io.headwater.cli.SnapshotLine;
import io.headwater.job.KeptState;
import io.headwater.job.LocalJob;
import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.SavedModel;
import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.Assembly.Reason;
import io.headwater.snapshots.Assembly.Refused;
import io.headwater.snapshots.LineageChoice;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.Provenance;
import io.headwater.snapshots.SnapshotFollower;
import io.headwater.snapshots.SnapshotListener;
import java.io.PrintWriter;
import java.time.Duration;

/** Prints a line for each new snapshot that the job publishes, as a consumer sees them. */
final class PublishedSnapshots implements SnapshotListener, AutoCloseable {
  private final PrintWriter out;
  private final SnapshotFollower follower;
  private final long before;
  private String engine = "";

  PublishedSnapshots(JobConfig job, LocalJob running, PrintWriter out) {
    this.out = out;
    this.before = running.resumed().flatMap(KeptState::model).map(SavedModel::version).orElse(0L);
    this.follower =
        SnapshotFollower.open(
            Followers.of(job).with(new LineageChoice.Only(running.identity().lineage())), this);
  }

  /** Waits for a snapshot, if there is none yet to be read. */
  void poll(Duration timeout) {
    follower.poll(timeout);
  }

  @Override
  public void verified(SourcePosition record, Manifest manifest) {
    if (manifest.version() <= before) {
      return;
    }
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
    if (refused.reason() == Reason.OTHER_LINEAGE) {
      return;
    }
    out.printf("the snapshot at %s is not to be used: %s%n", record, refused.message());
    out.flush();
  }

  @Override
  public void close() {
    follower.close();
  }
}
