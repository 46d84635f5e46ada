package io.headwater.cli.demo;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.Reason;
import io.headwater.cli.feed.Feeder;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends the events while the job learns, from a thread of its own, and not far ahead of it: Kafka
 * hands out a backlog by bytes, so that topics of small events would run ahead of those of large
 * ones, and the job would learn, and then forget, one task before the other.
 */
final class Feeding implements AutoCloseable {
  private static final int LEAST_AHEAD = 500;

  private final Feeder feeder;
  private final Semaphore allowed = new Semaphore(LEAST_AHEAD);
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final Thread thread;
  private long limit = LEAST_AHEAD;
  private long done;

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

  /**
   * Keeps ahead of the job by twice of what it did since the last time.
   *
   * @param total events that the job has learned from or rejected
   */
  void follow(long total) {
    if (total > done) {
      long next = Math.max(limit, total + Math.max(LEAST_AHEAD, 2 * (total - done)));
      allowed.release(Math.toIntExact(next - limit));
      limit = next;
      done = total;
    }
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
