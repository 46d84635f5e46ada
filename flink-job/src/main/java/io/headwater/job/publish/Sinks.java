package io.headwater.job.publish;

import io.headwater.job.config.JobConfig;
import io.headwater.job.decode.Rejection;
import io.headwater.job.identity.ModelLedger;
import io.headwater.job.kafka.ExactlyOnceSink;
import io.headwater.job.kafka.OutputTopic;
import io.headwater.snapshots.SnapshotRecord;
import io.headwater.snapshots.TaskScore;
import org.apache.flink.api.connector.sink2.Sink;

/** Where the job's results go. */
public record Sinks(
    Sink<SnapshotRecord> snapshots, Sink<TaskScore> scores, Sink<Rejection> rejected) {
  /**
   * The configured topics.
   *
   * @param ledger where the job enters itself, before which none of them is written to
   */
  public static Sinks of(JobConfig config, ModelLedger ledger) {
    OutputTopic snapshots = OutputTopic.snapshots(config);
    OutputTopic metrics = OutputTopic.metrics(config);
    OutputTopic rejected = OutputTopic.rejected(config);
    return new Sinks(
        ExactlyOnceSink.of(config, ledger, snapshots, new SnapshotSerializer(snapshots.name())),
        ExactlyOnceSink.of(
            config,
            ledger,
            metrics,
            new TaskScoreSerializer(metrics.name(), config.model().name())),
        ExactlyOnceSink.of(
            config,
            ledger,
            rejected,
            new RejectionSerializer(rejected.name(), rejected.maxMessageBytes())));
  }
}
