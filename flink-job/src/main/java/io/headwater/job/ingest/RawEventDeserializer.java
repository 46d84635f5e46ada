package io.headwater.job.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a record's bytes and its position; what they mean is the next stage's business. Flink goes
 * on reading every topic that a checkpoint says was read: records of those that no task has any
 * more are passed over and counted.
 */
final class RawEventDeserializer implements KafkaRecordDeserializationSchema<RawEvent> {
  private static final long serialVersionUID = 2;
  private static final Logger LOG = LoggerFactory.getLogger(RawEventDeserializer.class);

  private final Pattern topics;

  @SuppressWarnings("NullAway.Init")
  private transient Map<String, Boolean> read;

  @SuppressWarnings("NullAway.Init")
  private transient IngestMetrics metrics;

  /**
   * @param topics matches the names of those that tasks have
   */
  RawEventDeserializer(Pattern topics) {
    this.topics = topics;
  }

  @Override
  public void open(InitializationContext context) {
    read = new HashMap<>();
    metrics = new IngestMetrics(context.getMetricGroup());
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawEvent> out) {
    if (!read.computeIfAbsent(record.topic(), this::isRead)) {
      metrics.passedOver(record.topic());
      return;
    }
    out.collect(
        new RawEvent(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            orEmpty(record.key()),
            orEmpty(record.value())));
  }

  private boolean isRead(String topic) {
    boolean matches = topics.matcher(topic).matches();
    if (!matches) {
      LOG.warn(
          "Topic '{}' was read before the restart and is of no task in this configuration: its events are passed over",
          topic);
    }
    return matches;
  }

  private static byte[] orEmpty(byte @Nullable [] bytes) {
    return bytes == null ? new byte[0] : bytes;
  }

  @Override
  public TypeInformation<RawEvent> getProducedType() {
    return TypeInformation.of(RawEvent.class);
  }
}
