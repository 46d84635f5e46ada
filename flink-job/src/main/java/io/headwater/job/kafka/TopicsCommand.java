package io.headwater.job.kafka;

/** Commands of Kafka's own tools, for remedies. */
final class KafkaTools {
  private KafkaTools() {}

  static String create(String brokers, String topic) {
    return "kafka-topics.sh --bootstrap-server %s --create --topic %s".formatted(brokers, topic);
  }

  static String alter(String brokers, String topic, String setting, String value) {
    return "kafka-configs.sh --bootstrap-server %s --alter --topic %s --add-config %s=%s"
        .formatted(brokers, topic, setting, value);
  }
}
