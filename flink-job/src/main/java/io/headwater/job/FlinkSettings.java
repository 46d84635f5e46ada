package io.headwater.job;

import io.headwater.job.config.JobConfig;
import io.headwater.job.kafka.TransactionTimes;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;

/** How Flink runs the job, wherever it runs; the rest is the cluster's business. */
final class FlinkSettings {
  private FlinkSettings() {}

  static Configuration of(JobConfig config) {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.NAME, config.model().name());
    // All that crosses an edge has a serializer of its own; Kryo's would be slow and fragile.
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    // A barrier must not overtake the model that its checkpoint publishes.
    settings.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    settings.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL, config.training().checkpointInterval());
    settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, TransactionTimes.CHECKPOINT_TIMEOUT);
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    return settings;
  }
}
