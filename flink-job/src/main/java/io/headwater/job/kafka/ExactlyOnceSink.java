package io.headwater.job.kafka;

import io.headwater.job.config.JobConfig;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/**
 * Sinks whose records become visible, to who reads committed ones, with the checkpoint that covers
 * them: none is lost, and none appears twice.
 *
 * <p>With Kafka 4 (transaction.version 2, KIP-890) a restart logs "Unable to commit transaction ...
 * already fenced ... data loss" for transactions that were committed before it: the sink commits
 * them again to be sure, and Kafka now refuses that. Nothing is lost.
 */
public final class ExactlyOnceSink {
  // Flink's default is longer than a broker allows by default (15 minutes).
  private static final String TRANSACTION_TIMEOUT_MILLIS = "600000";

  private ExactlyOnceSink() {}

  /** A job's sink to the topic; there is one for each topic. */
  public static <T> KafkaSink<T> of(
      JobConfig config, OutputTopic topic, KafkaRecordSerializationSchema<T> serializer) {
    Properties properties = new Properties();
    properties.setProperty("transaction.timeout.ms", TRANSACTION_TIMEOUT_MILLIS);
    properties.setProperty("max.request.size", Integer.toString(topic.maxMessageBytes()));
    properties.setProperty("batch.size", Integer.toString(topic.batchBytes()));
    properties.putAll(config.kafka().clientProperties());
    return KafkaSink.<T>builder()
        .setKafkaProducerConfig(properties)
        .setBootstrapServers(config.kafka().bootstrapServers())
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix("headwater-" + config.model().name() + "-" + topic.name())
        .setRecordSerializer(serializer)
        .build();
  }
}
