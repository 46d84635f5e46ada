package io.headwater.cli.rejected;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.Reason;
import io.headwater.cli.rejected.RejectedTopicOptions.Place;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends rejected events back. Each goes out in one transaction with the mark that says so; nobody
 * else replays the same topic meanwhile, as the transactional id is the topic's own.
 */
final class Replay implements AutoCloseable {
  /** Names the rejected record, for those who trace an event. */
  static final String HEADER = "headwater-replay-of";

  private static final int BATCH_EVENTS = 100;
  private static final long BATCH_BYTES = 16 << 20;
  private static final int LARGEST_REQUEST_BYTES = 80 << 20;

  private final Place place;
  private final RejectedTopic rejected;
  private final ReplayMarks marks;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Set<String> before;

  private Replay(
      Place place,
      RejectedTopic rejected,
      ReplayMarks marks,
      KafkaProducer<byte[], byte[]> producer,
      Set<String> before) {
    this.place = place;
    this.rejected = rejected;
    this.marks = marks;
    this.producer = producer;
    this.before = before;
  }

  /**
   * What became of the events.
   *
   * @param before how many were sent back by an earlier run
   */
  record Result(long sent, long before, long refused) {}

  /** Ends what an earlier run has left open, and reads what was sent back until now. */
  static Replay begin(Place place, RejectedTopic rejected) throws InterruptedException {
    ReplayMarks marks = ReplayMarks.of(place.clients(), place.topic());
    marks.make();
    KafkaProducer<byte[], byte[]> producer = producer(place.clients(), place.topic());
    try {
      producer.initTransactions();
      // Not earlier: only now is every transaction before this one committed or aborted.
      return new Replay(place, rejected, marks, producer, marks.read());
    } catch (InterruptException e) {
      producer.close();
      throw new InterruptedException("told to stop");
    } catch (KafkaException e) {
      producer.close();
      throw CommandFailure.failed("cannot begin to send: " + Reason.of(e), e);
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(KafkaClients clients, String topic) {
    Map<String, Object> own = new HashMap<>();
    own.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "headwater-replay-" + topic);
    own.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST_BYTES);
    own.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * LARGEST_REQUEST_BYTES);
    return new KafkaProducer<>(
        clients.settings(own), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Where those are that fit, and were not sent back yet. */
  List<RejectedPosition> find(RejectedFilter filter) throws InterruptedException {
    List<RejectedPosition> found = new ArrayList<>();
    rejected.forEach(
        each -> {
          if (filter.matches(each) && !before.contains(ReplayMarks.mark(each))) {
            found.add(each.position());
          }
        });
    return found;
  }

  /**
   * Sends them, in this order.
   *
   * @param repaired in place of the events' own bytes
   * @param out where each is named once it is sent
   */
  Result send(List<RejectedPosition> positions, Optional<byte[]> repaired, PrintWriter out)
      throws InterruptedException {
    long sent = 0;
    long sentBefore = 0;
    long refused = 0;
    List<StoredRejection> batch = new ArrayList<>();
    long bytes = 0;
    for (RejectedPosition position : positions.stream().distinct().toList()) {
      StoredRejection each = rejected.get(position);
      Optional<byte[]> value = repaired.or(each::value);
      if (before.contains(ReplayMarks.mark(each))) {
        sentBefore++;
        out.printf("%s was sent back before%n", position);
      } else if (value.isEmpty()) {
        refused++;
        out.printf("%s is not sent: its bytes are not kept; give --value FILE%n", position);
      } else {
        batch.add(each);
        bytes += value.get().length;
        if (batch.size() == BATCH_EVENTS || bytes >= BATCH_BYTES) {
          sent += commit(batch, repaired, out);
          batch.clear();
          bytes = 0;
        }
      }
    }
    sent += commit(batch, repaired, out);
    return new Result(sent, sentBefore, refused);
  }

  private int commit(List<StoredRejection> batch, Optional<byte[]> repaired, PrintWriter out)
      throws InterruptedException {
    if (batch.isEmpty()) {
      return 0;
    }
    try {
      producer.beginTransaction();
      for (StoredRejection each : batch) {
        var event = producer.send(event(each, repaired.or(each::value).orElseThrow()));
        var mark = producer.send(marks.record(each));
      }
      producer.commitTransaction();
    } catch (InterruptException e) {
      throw new InterruptedException("told to stop");
    } catch (ProducerFencedException e) {
      throw CommandFailure.failed(
          "another replay of topic '%s' has begun, so that this one stops".formatted(place.topic()),
          e);
    } catch (KafkaException e) {
      throw CommandFailure.failed(
          "events %s and later were not sent (%s); run it again: none is sent twice"
              .formatted(batch.get(0).position(), Reason.of(e)),
          e);
    }
    batch.forEach(each -> out.printf("%s sent back to %s%n", each.position(), topicOf(each)));
    out.flush();
    return batch.size();
  }

  private ProducerRecord<byte[], byte[]> event(StoredRejection from, byte[] value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(from.event().getTopic(), from.key().orElse(null), value);
    String name =
        place.topic() + "/" + from.position().partition() + "/" + from.position().offset();
    record.headers().add(HEADER, name.getBytes(StandardCharsets.UTF_8));
    return record;
  }

  private static String topicOf(StoredRejection rejection) {
    return RejectionReport.visible(rejection.event().getTopic());
  }

  @Override
  public void close() {
    producer.close();
  }
}
