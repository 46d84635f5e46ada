package io.headwater.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a command in order when the JVM is told to stop (Ctrl-C, SIGTERM): its thread is
 * interrupted, and the JVM waits until it has closed what it opened.
 */
final class Interruption {
  private static final long PATIENCE_SECONDS = 30;

  private final Thread worker;
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean requested;

  /**
   * @param worker the thread that does the command's work
   */
  Interruption(Thread worker) {
    this.worker = worker;
  }

  /** From now on the JVM does not stop before the worker has finished. */
  void watch() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "headwater-stop"));
  }

  /** Whether the JVM was told to stop before the thread had finished. */
  boolean requested() {
    return requested;
  }

  /** Nothing is open any more. */
  void finished() {
    finished.countDown();
  }

  private void stop() {
    if (finished.getCount() == 0) {
      return;
    }
    requested = true;
    worker.interrupt();
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(
            "headwater: could not stop in " + PATIENCE_SECONDS + " s; ending anyway");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
