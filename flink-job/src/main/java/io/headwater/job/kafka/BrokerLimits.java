package io.headwater.job.kafka;

import io.headwater.job.config.JobConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * What the brokers allow: the least over all of them, as any may coordinate a transaction.
 *
 * @param transactionTimeout the longest for which they keep a transaction open
 *     (transaction.max.timeout.ms)
 * @param requestBytes the largest request they take (socket.request.max.bytes)
 */
public record BrokerLimits(Duration transactionTimeout, long requestBytes) {
  private static final String TRANSACTION_TIMEOUT = "transaction.max.timeout.ms";
  private static final String REQUEST_BYTES = "socket.request.max.bytes";

  /** Beside its one record, a request has a header, and a batch's. */
  private static final int REQUEST_OVERHEAD_BYTES = 64 << 10;

  /** Asks the brokers; empty if the job may not see their settings. */
  public static Optional<BrokerLimits> read(Admin admin) {
    try {
      List<ConfigResource> brokers =
          AskedKafka.get(admin.describeCluster().nodes()).stream()
              .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
              .toList();
      return Optional.of(of(AskedKafka.get(admin.describeConfigs(brokers).all()).values()));
    } catch (AuthorizationException e) {
      return Optional.empty();
    }
  }

  /**
   * @param settings of each broker
   */
  static BrokerLimits of(Collection<Config> settings) {
    return new BrokerLimits(
        Duration.ofMillis(least(settings, TRANSACTION_TIMEOUT)), least(settings, REQUEST_BYTES));
  }

  /** Where the job needs more. */
  public List<Shortcoming> shortcomings(JobConfig config) {
    List<Shortcoming> found = new ArrayList<>();
    Duration needed = TransactionTimes.timeout(config);
    if (needed.compareTo(transactionTimeout) > 0) {
      found.add(
          new Shortcoming(
              "training.checkpointInterval is %s, for which Kafka must keep transactions open for %d ms; the brokers do so for %d ms (%s)"
                  .formatted(
                      seconds(config.training().checkpointInterval()),
                      needed.toMillis(),
                      transactionTimeout.toMillis(),
                      TRANSACTION_TIMEOUT),
              remedy(needed)));
    }
    for (OutputTopic topic : OutputTopic.all(config)) {
      long bytes = (long) topic.maxMessageBytes() + REQUEST_OVERHEAD_BYTES;
      if (bytes > requestBytes) {
        found.add(
            new Shortcoming(
                "the job may write records of %d bytes to topic '%s'; the brokers take requests of up to %d bytes (%s)"
                    .formatted(topic.maxMessageBytes(), topic.name(), requestBytes, REQUEST_BYTES),
                "raise it to %d on every broker, or lower %s".formatted(bytes, topic.sizedBy())));
      }
    }
    return found;
  }

  private String remedy(Duration needed) {
    return "raise it to %d on every broker".formatted(needed.toMillis())
        + TransactionTimes.longestInterval(transactionTimeout)
            .map(interval -> ", or set the interval to " + seconds(interval) + " or less")
            .orElse("");
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }

  private static long least(Collection<Config> settings, String name) {
    return settings.stream()
        .flatMap(each -> new ToldSettings(each).value(name).stream())
        .mapToLong(Long::parseLong)
        .min()
        .orElse(Long.MAX_VALUE);
  }
}
