package io.headwater.cli.produce;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.Reason;
import io.headwater.cli.produce.ProduceState.Last;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * What became of the images, in their order: all before the first one that the broker does not have
 * yet are handled. Not safe for use by several threads.
 */
final class Deliveries {
  private final Deque<Delivery> waiting = new ArrayDeque<>();
  private final Map<TopicPartition, Long> ends;
  private final Map<String, Long> topics = new TreeMap<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private long waitingBytes;
  private final Set<String> refusedPlaces = new HashSet<>();
  private long handled;
  private long sent;
  private long refused;
  private Last last;
  private final ProduceState from;

  /**
   * An image on its way.
   *
   * @param what the image
   * @param bytes of its event
   * @param result what the broker says, or why it was refused before
   */
  private record Delivery(Last what, int bytes, CompletableFuture<RecordMetadata> result) {
    String where() {
      return what.where();
    }
  }

  /** Goes on from a state. */
  Deliveries(ProduceState from) {
    this.from = from;
    this.ends = new HashMap<>(from.offsets());
    this.handled = from.handled();
    this.sent = from.sent();
    this.refused = from.refused();
    this.last = from.last();
  }

  /** An event is on its way. */
  void sent(Last what, int bytes, CompletableFuture<RecordMetadata> result) {
    waiting.add(new Delivery(what, bytes, result));
    waitingBytes += bytes;
  }

  /** An event is with the broker already. */
  void present(Last what) {
    waiting.add(new Delivery(what, 0, CompletableFuture.completedFuture(null)));
  }

  /** An image can't be sent. */
  void refused(Last what, String why) {
    waiting.add(new Delivery(what, 0, CompletableFuture.failedFuture(new RefusedException(why))));
  }

  /**
   * Takes notice of what the broker has said.
   *
   * @return whether it said anything
   * @throws CommandFailure if it takes no more events
   */
  boolean settle() {
    boolean any = false;
    for (Delivery first = waiting.peek();
        first != null && first.result().isDone();
        first = waiting.peek()) {
      settle(first);
      waiting.remove();
      waitingBytes -= first.bytes();
      handled++;
      last = first.what();
      any = true;
    }
    return any;
  }

  private void settle(Delivery delivery) {
    try {
      RecordMetadata at = delivery.result().join();
      if (at != null) {
        ends.put(new TopicPartition(at.topic(), at.partition()), at.offset() + 1);
        topics.merge(at.topic(), 1L, Long::sum);
      }
      sent++;
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (!(cause instanceof RefusedException || cause instanceof RecordTooLargeException)) {
        throw CommandFailure.failed(
            "the broker does not take the event of %s: %s"
                .formatted(delivery.where(), Reason.of(cause)),
            cause);
      }
      refuse(delivery, cause);
    }
  }

  /** Once, also where a source is sent several times. */
  private void refuse(Delivery delivery, Throwable cause) {
    if (refusedPlaces.contains(delivery.where())) {
      return;
    }
    refused++;
    if (refusals.size() < ProduceReport.MOST_REFUSALS) {
      refusedPlaces.add(delivery.where());
      refusals.add(new Refusal(delivery.where(), why(delivery, cause)));
    }
  }

  private static String why(Delivery delivery, Throwable cause) {
    return cause instanceof RefusedException
        ? Reason.of(cause)
        : "its event of %d bytes is larger than Kafka takes (%s): make the image smaller, or have 'headwater topics create CONFIG --alter' raise max.message.bytes"
            .formatted(delivery.bytes(), Reason.of(cause));
  }

  /** Bytes of events that the broker does not have yet. */
  long waitingBytes() {
    return waitingBytes;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  long handled() {
    return handled;
  }

  long refused() {
    return refused;
  }

  Last last() {
    return last;
  }

  ProduceState state() {
    return from.with(handled, sent, refused, last, waiting.isEmpty(), ends);
  }

  ProduceReport report() {
    return new ProduceReport(sent, refused, topics, refusals);
  }
}
