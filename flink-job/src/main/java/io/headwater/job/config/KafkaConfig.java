package io.headwater.job.config;

import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How to reach Kafka, and the topics that are not a task's.
 *
 * @param acceptLostUpTo the last checkpoint whose records may be lost; 0 for none
 * @param clientSettings settings for every client, from the properties file and the configuration;
 *     may hold secrets
 */
public record KafkaConfig(
    String bootstrapServers,
    StartFrom startFrom,
    String rejectedTopic,
    String metricsTopic,
    long acceptLostUpTo,
    Map<String, String> clientSettings) {
  public KafkaConfig {
    clientSettings = Collections.unmodifiableMap(new TreeMap<>(clientSettings));
  }

  /** New properties for a client: the settings, and the brokers to start from. */
  public Properties clientProperties() {
    Properties properties = new Properties();
    properties.putAll(clientSettings);
    properties.setProperty("bootstrap.servers", bootstrapServers);
    return properties;
  }

  /** The same with other settings for every client. */
  KafkaConfig withClientSettings(Map<String, String> others) {
    return new KafkaConfig(
        bootstrapServers, startFrom, rejectedTopic, metricsTopic, acceptLostUpTo, others);
  }

  /** Without the values of the clients' settings, which may be secret. */
  @Override
  public String toString() {
    return "KafkaConfig[bootstrapServers="
        + bootstrapServers
        + ", startFrom="
        + startFrom
        + ", rejectedTopic="
        + rejectedTopic
        + ", metricsTopic="
        + metricsTopic
        + ", acceptLostUpTo="
        + acceptLostUpTo
        + ", clientSettings="
        + clientSettings.keySet()
        + "]";
  }

  static KafkaConfig of(OptionValues values, Map<String, String> clientSettings) {
    return new KafkaConfig(
        values.get("kafka", KafkaOptions.BOOTSTRAP_SERVERS),
        values.get("kafka", KafkaOptions.START_FROM),
        values.get("kafka", KafkaOptions.REJECTED_TOPIC),
        values.get("kafka", KafkaOptions.METRICS_TOPIC),
        values.get("kafka", KafkaOptions.ACCEPT_LOST_UP_TO),
        clientSettings);
  }
}
