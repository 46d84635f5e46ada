package io.headwater.job.kafka;

import io.headwater.job.config.JobConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * How long checkpoints may take, and how long Kafka must keep a job's transactions open for that.
 * What is written between two checkpoints lies in a transaction that is committed when the second
 * one is complete. A transaction that Kafka has aborted before, as it was open for too long, is
 * lost for good.
 */
public final class TransactionTimes {
  /** A checkpoint that takes longer fails, and the job with it. */
  public static final Duration CHECKPOINT_TIMEOUT = Duration.ofMinutes(5);

  /** How long the job may be away between a checkpoint and the commit of its transactions. */
  static final Duration DOWNTIME = Duration.ofMinutes(5);

  private static final String SETTING = "transaction.timeout.ms";

  private TransactionTimes() {}

  /** The transaction timeout of the job's sinks: the one in kafka.properties, or the least. */
  public static Duration timeout(JobConfig config) {
    return given(config).orElseGet(() -> least(config));
  }

  /**
   * The least that will do. A transaction begins with one checkpoint, which may take as long as it
   * may; the next begins an interval after it or when it is done; that one may take as long.
   */
  static Duration least(JobConfig config) {
    Duration interval = config.training().checkpointInterval();
    Duration first = interval.compareTo(CHECKPOINT_TIMEOUT) > 0 ? interval : CHECKPOINT_TIMEOUT;
    return first.plus(CHECKPOINT_TIMEOUT).plus(DOWNTIME);
  }

  /** The longest checkpoint interval for which a transaction timeout will do; empty if none is. */
  static Optional<Duration> longestInterval(Duration timeout) {
    Duration interval = timeout.minus(CHECKPOINT_TIMEOUT).minus(DOWNTIME);
    return interval.compareTo(CHECKPOINT_TIMEOUT) >= 0 ? Optional.of(interval) : Optional.empty();
  }

  private static Optional<Duration> given(JobConfig config) {
    return ProducerSettings.number(config, SETTING).map(Duration::ofMillis);
  }
}
