package io.headwater.job;

import io.headwater.job.config.JobConfig;
import io.headwater.job.ingest.EventSource;
import io.headwater.job.kafka.KafkaCheck;
import io.headwater.job.publish.Sinks;
import io.headwater.job.train.TrainMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job in this JVM, on a Flink cluster of its own. Its checkpoints go to a directory, and it
 * goes on from the newest one there.
 */
public final class LocalJob implements AutoCloseable {
  private final LocalCluster cluster;

  private LocalJob(LocalCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Checks Kafka and submits the job; it takes some seconds more until it runs.
   *
   * @param checkpoints where checkpoints are kept; may be missing or empty
   * @throws io.headwater.job.kafka.KafkaNotReadyException if the brokers or a topic are not there
   */
  public static LocalJob start(JobConfig config, Path checkpoints) {
    KafkaCheck.run(config);
    LocalCluster cluster = LocalCluster.start();
    try {
      StreamExecutionEnvironment env =
          new StreamExecutionEnvironment(cluster.settings(FlinkSettings.of(config), checkpoints));
      TrainingPipeline.build(env, EventSource.of(config), config, Sinks.of(config));
      cluster.submit(env.getStreamGraph(), RetainedCheckpoints.newest(checkpoints));
      return new LocalJob(cluster);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /**
   * Waits until every task of the job runs.
   *
   * @throws IllegalStateException if the job fails, or time runs out
   */
  public void awaitRunning(Duration timeout) {
    cluster.awaitRunning(timeout);
  }

  /** How far training is; all 0 until it runs. */
  public TrainingProgress progress() {
    return new TrainingProgress(
        count(TrainMetrics.STEPS),
        count(TrainMetrics.EXAMPLES),
        count(TrainMetrics.STANDSTILLS),
        trainMetric(TrainMetrics.STANDSTILL_MILLIS, Gauge.class)
            .map(gauge -> (Double) gauge.getValue())
            .orElse(0.0));
  }

  /** Why the job failed; empty as long as it did not. */
  public Optional<Throwable> failure() {
    return cluster.failure();
  }

  /** Cancels the job and stops its cluster. What came after the last checkpoint is not kept. */
  @Override
  public void close() {
    cluster.close();
  }

  private long count(String name) {
    return trainMetric(name, Counter.class).map(Counter::getCount).orElse(0L);
  }

  private <T extends Metric> Optional<T> trainMetric(String name, Class<T> type) {
    return cluster.metrics().find(TrainingPipeline.TRAIN, name, type);
  }
}
