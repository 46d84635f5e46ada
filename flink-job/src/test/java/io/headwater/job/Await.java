package io.headwater.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what comes about without us, up to a deadline. */
public final class Await {
  private static final long POLL_NANOS = 50_000_000;

  private Await() {}

  /**
   * Asks until it is so.
   *
   * @param what is awaited, for the message
   * @throws AssertionError if it is not so in time
   */
  public static void until(String what, Duration deadline, BooleanSupplier isSo) {
    present(what, deadline, () -> isSo.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  /**
   * Asks until there is one.
   *
   * @param what is awaited, for the message
   * @throws AssertionError if there is none in time
   */
  public static <T> T present(String what, Duration deadline, Supplier<Optional<T>> found) {
    long end = System.nanoTime() + deadline.toNanos();
    Optional<T> now = found.get();
    while (now.isEmpty()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not in " + deadline.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
      now = found.get();
    }
    return now.get();
  }
}
