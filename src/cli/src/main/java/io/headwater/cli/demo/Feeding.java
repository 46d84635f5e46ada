package io.headwater.cli.demo;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.Reason;
import io.headwater.cli.feed.Feeder;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sends the events while the job learns, from a thread of its own. */
final class Feeding implements AutoCloseable {
  private final Feeder feeder;
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

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
    feeder.close();
  }

  private void feed(long events) {
    try {
      for (long n = 0; n < events && !Thread.currentThread().isInterrupted(); n++) {
        feeder.send(n);
      }
      feeder.flush();
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }
}
