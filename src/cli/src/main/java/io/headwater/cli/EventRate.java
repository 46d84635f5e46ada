package io.headwater.cli;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How fast events are sent. A stall is not caught up with: only what a sleep overran by, up to 20
 * ms, is made up for. Not safe for use by several threads.
 */
public final class EventRate {
  private static final long OVERRUN_NANOS = Duration.ofMillis(20).toNanos();
  private static final long LONGEST_NANOS = TimeUnit.DAYS.toNanos(365);

  private final long betweenNanos;
  private boolean begun;
  private long lastTurn;

  /**
   * @param perSecond over 0; infinite for as fast as it goes
   */
  public EventRate(double perSecond) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("a rate is over 0, not " + perSecond);
    }
    this.betweenNanos = Math.min(LONGEST_NANOS, (long) (TimeUnit.SECONDS.toNanos(1) / perSecond));
  }

  /**
   * Waits until it is the next event's turn; the first one's is now.
   *
   * @throws InterruptedException if the thread is told to stop
   */
  public void awaitTurn() throws InterruptedException {
    long turn = turn(System.nanoTime());
    for (long left = turn - System.nanoTime(); left > 0; left = turn - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException("told to stop");
      }
    }
  }

  /** When the next event's turn is, asked for at that time. */
  long turn(long nowNanos) {
    long planned = lastTurn + betweenNanos;
    long earliest = nowNanos - OVERRUN_NANOS;
    lastTurn = !begun ? nowNanos : planned - earliest > 0 ? planned : earliest;
    begun = true;
    return lastTurn;
  }
}
