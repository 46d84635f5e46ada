package io.headwater.cli.run;

import io.headwater.cli.Followers;
import io.headwater.cli.Reason;
import io.headwater.cli.SnapshotLine;
import io.headwater.job.KeptState;
import io.headwater.job.LocalJob;
import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.SavedModel;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.LineageChoice;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.ManifestFollower;
import io.headwater.snapshots.Provenance;
import io.headwater.snapshots.SnapshotsUnreachableException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints a line for each new snapshot that the job publishes, as its manifest describes it: whether
 * its payload is whole is for consumers to verify. Goes on for as long as the topic can't be read.
 */
final class PublishedSnapshots implements AutoCloseable {
  /** Short, as the job's own condition is not shown meanwhile. */
  private static final String ANSWER_WITHIN_MILLIS = "5000";

  private final FollowerConfig config;
  private final PrintWriter out;
  private long last;
  private String engine = "";
  private String complaint = "";
  private @Nullable ManifestFollower follower;

  PublishedSnapshots(JobConfig job, LocalJob running, PrintWriter out) {
    this(
        Followers.of(job).with(new LineageChoice.Only(running.identity().lineage())),
        running.resumed().flatMap(KeptState::model).map(SavedModel::version).orElse(0L),
        out);
  }

  /**
   * @param before the version after which snapshots are new
   */
  PublishedSnapshots(FollowerConfig config, long before, PrintWriter out) {
    this.config = impatient(config);
    this.last = before;
    this.out = out;
  }

  /** Waits for a snapshot, if there is none yet to be read. */
  void poll(Duration timeout) throws InterruptedException {
    try {
      if (follower == null) {
        follower = ManifestFollower.open(config);
      }
      follower.poll(timeout).forEach(this::show);
      complaint = "";
    } catch (SnapshotsUnreachableException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("told to stop");
      }
      close();
      complain(Reason.of(e));
      Thread.sleep(timeout.toMillis());
    }
  }

  @Override
  public void close() {
    if (follower != null) {
      follower.close();
      follower = null;
    }
  }

  private void show(Manifest manifest) {
    if (manifest.version() <= last) {
      return;
    }
    last = manifest.version();
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

  private void complain(String reason) {
    if (!reason.equals(complaint)) {
      complaint = reason;
      out.printf("new snapshots can't be shown now: %s; trying again%n", reason);
      out.flush();
    }
  }

  private static FollowerConfig impatient(FollowerConfig config) {
    Map<String, String> properties = new HashMap<>(config.properties());
    properties.putIfAbsent("default.api.timeout.ms", ANSWER_WITHIN_MILLIS);
    return new FollowerConfig(
        config.bootstrapServers(),
        config.topic(),
        config.model(),
        config.limits(),
        properties,
        config.lineage());
  }
}
