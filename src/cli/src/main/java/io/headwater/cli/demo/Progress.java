package io.headwater.cli.demo;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.SnapshotLine;
import io.headwater.learning.learner.Lineage;
import java.time.Duration;
import java.util.Locale;

/** How far events have come: sent, rejected, and learned from as the newest snapshot says. */
final class Progress {
  private static final Duration BEYOND_CHECKPOINTS = Duration.ofMinutes(1);

  private final long events;
  private final Feeding feeding;
  private final SnapshotConsumer consumer;
  private final RejectedEvents rejectedEvents;
  private final Duration patience;
  private final int leastImages;
  private long sent;
  private long rejected;
  private long learned;
  private long skipped;
  private long changedNanos = System.nanoTime();

  /**
   * @param checkpointInterval after which a snapshot says what has been learned
   * @param leastImages that a mini-batch has; the last events, if they are fewer, wait for others
   *     that do not come
   */
  Progress(
      long events,
      Feeding feeding,
      SnapshotConsumer consumer,
      RejectedEvents rejectedEvents,
      Duration checkpointInterval,
      int leastImages) {
    this.leastImages = leastImages;
    this.patience = checkpointInterval.multipliedBy(3).plus(BEYOND_CHECKPOINTS);
    this.events = events;
    this.feeding = feeding;
    this.consumer = consumer;
    this.rejectedEvents = rejectedEvents;
  }

  /**
   * Looks again.
   *
   * @param timeout how long to wait for a snapshot
   * @throws CommandFailure if nothing has moved for three checkpoints and a minute
   */
  void poll(Duration timeout) {
    long sentBefore = sent;
    long doneBefore = done();
    consumer.poll(timeout);
    sent = feeding.sent();
    rejected = rejectedEvents.count();
    Lineage lineage = consumer.manifest().map(m -> m.provenance().lineage()).orElse(Lineage.EMPTY);
    learned = lineage.examples();
    skipped = lineage.skippedExamples();
    feeding.follow(done());
    if (sent != sentBefore || done() != doneBefore) {
      changedNanos = System.nanoTime();
    } else if (System.nanoTime() - changedNanos > patience.toNanos()) {
      throw CommandFailure.failed(
          "nothing has moved for %d s: %d events sent, %d rejected, %d learned from, %d skipped"
              .formatted(patience.toSeconds(), sent, rejected, learned, skipped),
          null);
    }
  }

  boolean complete() {
    return sent == events && sent - done() < leastImages;
  }

  /** Events that nothing more will come of, as far as is known. */
  private long done() {
    return rejected + learned + skipped;
  }

  long sent() {
    return sent;
  }

  long rejected() {
    return rejected;
  }

  long learned() {
    return learned;
  }

  /** One line for the screen. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT, "%5.1f s  sent %,d  learned %,d", Uptime.seconds(), sent, learned));
    consumer.manifest().ifPresent(newest -> line.append("  ").append(SnapshotLine.of(newest)));
    return line.toString();
  }
}
