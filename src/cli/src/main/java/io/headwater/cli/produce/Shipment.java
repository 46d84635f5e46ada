package io.headwater.cli.produce;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.EventRate;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Sends a source image by image, at its pace, and keeps how far it is. */
final class Shipment {
  /** What may be under way; the producer's buffer has room for it. */
  static final long MOST_WAITING_BYTES = 16 << 20;

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration SAVE_EVERY = Duration.ofSeconds(1);
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

  private final ProduceSettings settings;
  private final EventSender sender;
  private final Deliveries deliveries;
  private final ProductionConsole console;
  private long nextSave = System.nanoTime();

  /**
   * @param deliveries what became of images before, and will become of others
   */
  Shipment(
      ProduceSettings settings,
      EventSender sender,
      Deliveries deliveries,
      ProductionConsole console) {
    this.settings = settings;
    this.sender = sender;
    this.deliveries = deliveries;
    this.console = console;
  }

  /** Sends all that is not sent yet, and waits until the broker has it. */
  void send(Source source) throws InterruptedException, IOException {
    try {
      saveNowAndThen();
      sendAll(source);
      while (!deliveries.isEmpty()) {
        pause();
      }
    } finally {
      end();
    }
  }

  private void sendAll(Source source) throws InterruptedException, IOException {
    long done = deliveries.handled();
    long place = 0;
    EventRate rate = new EventRate(settings.rate());
    for (long pass = 0; pass < settings.passes(); pass++) {
      try (Source.Reading reading = source.open(pass)) {
        for (Optional<Item> next = reading.next(); next.isPresent(); next = reading.next()) {
          if (place < done) {
            skip(next.get(), place == done - 1);
          } else {
            rate.awaitTurn();
            sender.send(next.get(), pass);
            awaitRoom();
          }
          place++;
        }
      }
    }
    if (place < done) {
      throw changed("has only %d images".formatted(place));
    }
  }

  /** The source must begin as it did when it was sent before. */
  private void skip(Item item, boolean isLast) throws InterruptedException {
    if (isLast && !EventSender.isSame(item, deliveries.last())) {
      throw changed(
          item.where().equals(deliveries.last().where())
              ? "has another image or label there"
              : "has %s in that place".formatted(item.where()));
    }
    if (Thread.interrupted()) {
      throw stopped();
    }
  }

  private CommandFailure changed(String now) {
    return CommandFailure.environment(
        "--resume is %s, which says that %d images are done with, the last of them %s; the source has changed since, it %s: name another file to begin anew"
            .formatted(settings.state(), deliveries.handled(), deliveries.last().where(), now),
        null);
  }

  private void awaitRoom() throws InterruptedException {
    settle();
    while (deliveries.waitingBytes() > MOST_WAITING_BYTES) {
      pause();
    }
    if (Thread.interrupted()) {
      throw stopped();
    }
  }

  private void pause() throws InterruptedException {
    Thread.sleep(POLL.toMillis());
    settle();
  }

  private void settle() {
    console.answered(deliveries.settle() || deliveries.isEmpty());
    console.show(deliveries.handled(), deliveries.refused());
    saveNowAndThen();
  }

  /** Waits a little for what is under way, and keeps how far it is, however it ends. */
  private void end() throws InterruptedException {
    // An interrupted thread could not wait.
    boolean interrupted = Thread.interrupted();
    long deadline = System.nanoTime() + LAST_ANSWERS.toNanos();
    try {
      while (!deliveries.isEmpty() && deadline - System.nanoTime() > 0) {
        Thread.sleep(POLL.toMillis());
        deliveries.settle();
      }
    } finally {
      save(deliveries.state());
      console.ends();
    }
    if (interrupted) {
      throw stopped();
    }
  }

  private void saveNowAndThen() {
    if (System.nanoTime() - nextSave >= 0) {
      save(deliveries.state().underWay());
      nextSave = System.nanoTime() + SAVE_EVERY.toNanos();
    }
  }

  private void save(ProduceState state) {
    if (settings.state() != null) {
      state.save(settings.state());
    }
  }

  private static InterruptedException stopped() {
    return new InterruptedException("told to stop");
  }
}
