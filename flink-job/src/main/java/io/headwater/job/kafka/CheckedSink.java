package io.headwater.job.kafka;

import io.headwater.job.identity.ModelLedger;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collection;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Kafka's sink, whose state it keeps, with a committer that loses nothing unsaid. It opens when the
 * job has taken the model: a job that is refused must not abort the transactions of the one that
 * goes on.
 */
final class CheckedSink<T>
    implements Sink<T>,
        SupportsCommitter<KafkaCommittable>,
        SupportsWriterState<T, KafkaWriterState>,
        SupportsPostCommitTopology<KafkaCommittable> {
  private static final long serialVersionUID = 1;

  private final KafkaSink<T> sink;
  private final ModelLedger ledger;
  private final Properties admin;
  private final String topic;
  private final long acceptLostUpTo;

  /** See {@link CheckedCommitter}. */
  CheckedSink(
      KafkaSink<T> sink, ModelLedger ledger, Properties admin, String topic, long acceptLostUpTo) {
    this.sink = sink;
    this.ledger = ledger;
    this.admin = admin;
    this.topic = topic;
    this.acceptLostUpTo = acceptLostUpTo;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    awaitClaim();
    return sink.createWriter(context);
  }

  @Override
  public StatefulSinkWriter<T, KafkaWriterState> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> state) throws IOException {
    awaitClaim();
    return sink.restoreWriter(context, state);
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return sink.getWriterStateSerializer();
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context)
      throws IOException {
    awaitClaim();
    long accepted = Math.min(acceptLostUpTo, context.getRestoredCheckpointId().orElse(0));
    return new CheckedCommitter(sink.createCommitter(context), ledger, admin, topic, accepted);
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committed) {
    sink.addPostCommitTopology(committed);
  }

  private void awaitClaim() throws IOException {
    try {
      ledger.awaitClaim();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before the job had taken its model");
    }
  }
}
