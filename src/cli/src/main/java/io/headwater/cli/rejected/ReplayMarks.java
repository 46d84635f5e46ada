package io.headwater.cli.rejected;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.Reason;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Which rejected events were sent back: a topic of its own, beside that of the rejected events, to
 * which a mark is written in the transaction that sends the event.
 *
 * @param topic its name
 */
record ReplayMarks(KafkaClients clients, String topic) {
  private static final String SUFFIX = "-replayed";

  static ReplayMarks of(KafkaClients clients, String rejectedTopic) {
    return new ReplayMarks(clients, rejectedTopic + SUFFIX);
  }

  /** Makes the topic, unless it is there. */
  void make() throws InterruptedException {
    NewTopic made =
        new NewTopic(topic, Optional.of(1), Optional.empty())
            .configs(
                Map.of(
                    // A mark must outlive what it is about; it has some 60 bytes.
                    TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    try (Admin admin = Admin.create(clients.settings(Map.of()))) {
      admin.createTopics(List.of(made)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw CommandFailure.environment(
            "cannot make the topic '%s', which remembers what was sent back: %s"
                .formatted(topic, Reason.of(e)),
            e);
      }
    }
  }

  /** All marks; none if there is no such topic. */
  Set<String> read() throws InterruptedException {
    Set<String> marks = new HashSet<>();
    try (KafkaConsumer<byte[], byte[]> consumer = RejectedTopic.consumer(clients)) {
      if (consumer.listTopics().containsKey(topic)) {
        RejectedTopic.readAll(
            consumer,
            List.of(new TopicPartition(topic, 0)),
            record -> marks.add(new String(record.key(), StandardCharsets.UTF_8)));
      }
    }
    return marks;
  }

  /** The record that says that it was sent back. */
  ProducerRecord<byte[], byte[]> record(StoredRejection rejection) {
    byte[] mark = mark(rejection).getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(
        topic, 0, mark, rejection.source().getBytes(StandardCharsets.UTF_8));
  }

  /** With the time: a topic that was deleted and made again begins at offset 0 again. */
  static String mark(StoredRejection rejection) {
    return rejection.position() + "@" + rejection.written();
  }
}
