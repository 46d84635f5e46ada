package io.headwater.job.kafka;

import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.ModelLedger;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/**
 * Sinks whose records become visible, to who reads committed ones, with the checkpoint that covers
 * them: none appears twice, and none is lost unsaid. What Kafka has aborted before the job could
 * commit it is lost: then the job ends with a {@link LostTransactionException}. That takes a job
 * that is away, between a checkpoint and its commit, for longer than transactions stay open (see
 * {@link TransactionTimes}), or one whose transactional ids are used by another.
 *
 * <p>The connector logs "Unable to commit transaction ... already fenced ... data loss" too for
 * transactions that were committed before a restart: it commits them again to be sure, which Kafka
 * 4 refuses (transaction.version 2, KIP-890). {@link CheckedCommitter} tells the two apart.
 */
public final class ExactlyOnceSink {
  private ExactlyOnceSink() {}

  /**
   * A job's sink to the topic; there is one for each topic.
   *
   * @param ledger where the job enters itself: before that the sink does not start, as it takes
   *     over the transactional ids of the job that trained the model before
   */
  public static <T> Sink<T> of(
      JobConfig config,
      ModelLedger ledger,
      OutputTopic topic,
      KafkaRecordSerializationSchema<T> serializer) {
    KafkaSink<T> sink =
        KafkaSink.<T>builder()
            .setKafkaProducerConfig(ProducerSettings.of(config, topic))
            .setBootstrapServers(config.kafka().bootstrapServers())
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            // Only an id that is never used again can tell later what became of its transaction.
            .setTransactionNamingStrategy(TransactionNamingStrategy.INCREMENTING)
            .setTransactionalIdPrefix("headwater-" + config.model().name() + "-" + topic.name())
            .setRecordSerializer(serializer)
            .build();
    return new CheckedSink<>(
        sink,
        ledger,
        config.kafka().clientProperties(),
        topic.name(),
        config.kafka().acceptLostUpTo());
  }
}
