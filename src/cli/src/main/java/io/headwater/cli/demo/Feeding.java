package io.headwater.cli.demo;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.Reason;
import io.headwater.cli.feed.Feeder;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends the events while the job learns, from a thread of its own, and not too far ahead of it: of
 * a long backlog Kafka hands out the topics one after the other, and the job forgets meanwhile.
 */
final class Feeding implements AutoCloseable {
  private static final int AHEAD = 4_000;

  private final Feeder feeder;
  private final Semaphore allowed = new Semaphore(AHEAD);
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final Thread thread;

  Feeding(Feeder feeder, long events) {
    this.feeder = feeder;
    this.thread = new Thread(() -> feed(events), "feeding");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Events that the broker has.
   *
   * @throws CommandFailure if it does not take them
   */
  long sent() {
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw CommandFailure.failed("cannot send the events: " + Reason.of(failed), failed);
    }
    return feeder.sent();
  }

  /** So many more events are behind the job, learned from or rejected. */
  void done(long events) {
    allowed.release(Math.toIntExact(events));
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
    feeder.close();
  }

  private void feed(long events) {
    try {
      for (long n = 0; n < events; n++) {
        allowed.acquire();
        feeder.send(n);
      }
      feeder.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }
}
