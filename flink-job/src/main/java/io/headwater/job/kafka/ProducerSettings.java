package io.headwater.job.kafka;

import io.headwater.job.config.JobConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The settings of the producers that write to a topic. They hold a record of the topic's largest
 * size, and keep a transaction open for as long as the job needs it. What kafka.properties says
 * takes precedence, where it is enough.
 */
public final class ProducerSettings {
  private static final String TRANSACTION_TIMEOUT = "transaction.timeout.ms";
  private static final String REQUEST_BYTES = "max.request.size";
  private static final String BUFFER_BYTES = "buffer.memory";
  private static final String BATCH_BYTES = "batch.size";
  private static final String REQUEST_TIMEOUT = "request.timeout.ms";
  private static final String DELIVERY_TIMEOUT = "delivery.timeout.ms";
  private static final int USUAL_BUFFER_BYTES = 32 << 20;

  /** Kafka's default. */
  private static final Duration USUAL_REQUEST_TIMEOUT = Duration.ofSeconds(30);

  /** What Kafka's defaults leave for sending again. */
  private static final Duration RETRIES = Duration.ofSeconds(90);

  private ProducerSettings() {}

  static Properties of(JobConfig config, OutputTopic topic) {
    Properties properties = new Properties();
    properties.setProperty(
        TRANSACTION_TIMEOUT, Long.toString(TransactionTimes.least(config).toMillis()));
    properties.setProperty(REQUEST_BYTES, Integer.toString(topic.maxMessageBytes()));
    properties.setProperty(BUFFER_BYTES, Integer.toString(bufferBytes(topic)));
    properties.setProperty(BATCH_BYTES, Integer.toString(topic.batchBytes()));
    Properties given = config.kafka().clientProperties();
    // Kafka's producer refuses a delivery timeout that is shorter than the other.
    if (!given.containsKey(REQUEST_TIMEOUT) && !given.containsKey(DELIVERY_TIMEOUT)) {
      Duration request = requestTimeout(topic);
      properties.setProperty(REQUEST_TIMEOUT, Long.toString(request.toMillis()));
      properties.setProperty(DELIVERY_TIMEOUT, Long.toString(request.plus(RETRIES).toMillis()));
    }
    properties.putAll(given);
    return properties;
  }

  /** Grants each MiB a second: a request that times out is sent again from its beginning. */
  private static Duration requestTimeout(OutputTopic topic) {
    return USUAL_REQUEST_TIMEOUT.plusSeconds(topic.maxMessageBytes() >> 20);
  }

  /** What kafka.properties and kafka.propertiesFile set too low. */
  public static List<Shortcoming> shortcomings(JobConfig config) {
    List<Shortcoming> found = new ArrayList<>();
    requireAtLeast(
        config,
        TRANSACTION_TIMEOUT,
        TransactionTimes.least(config).toMillis(),
        "the job keeps transactions open for as long",
        found);
    for (OutputTopic topic : OutputTopic.all(config)) {
      String why =
          "the job may write records of "
              + topic.maxMessageBytes()
              + " bytes to topic '"
              + topic.name()
              + "'";
      requireAtLeast(config, REQUEST_BYTES, topic.maxMessageBytes(), why, found);
      requireAtLeast(config, BUFFER_BYTES, topic.maxMessageBytes(), why, found);
    }
    return found;
  }

  /** A setting of kafka.properties; empty if it is not there or no number. */
  static Optional<Long> number(JobConfig config, String setting) {
    String value = config.kafka().clientSettings().get(setting);
    return value != null && value.matches("\\d{1,18}")
        ? Optional.of(Long.parseLong(value))
        : Optional.empty();
  }

  private static void requireAtLeast(
      JobConfig config, String setting, long least, String why, List<Shortcoming> found) {
    boolean given = config.kafka().clientSettings().containsKey(setting);
    Optional<Long> value = number(config, setting);
    if (given && (value.isEmpty() || value.get() < least)) {
      found.add(
          new Shortcoming(
              "%s in kafka.properties is %s, but %s"
                  .formatted(setting, value.map(String::valueOf).orElse("not a number"), why),
              "leave it out, or set it to " + least + " or more"));
    }
  }

  /** A batch takes a piece of the buffer as large as its record. */
  private static int bufferBytes(OutputTopic topic) {
    return Math.max(USUAL_BUFFER_BYTES, Math.max(topic.batchBytes(), topic.maxMessageBytes()));
  }
}
