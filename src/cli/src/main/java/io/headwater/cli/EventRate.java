package io.headwater.cli;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How fast events are sent.
 *
 * @param perSecond over 0; infinite for as fast as it goes
 * @param startNanos when the first one's turn is, by {@link System#nanoTime}
 */
public record EventRate(double perSecond, long startNanos) {
  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  public EventRate {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("a rate is over 0, not " + perSecond);
    }
  }

  public static EventRate startingNow(double perSecond) {
    return new EventRate(perSecond, System.nanoTime());
  }

  /**
   * Waits until it is the turn of event n, from 0.
   *
   * @throws InterruptedException if the thread is told to stop
   */
  public void awaitTurn(long n) throws InterruptedException {
    long turn = startNanos + (long) (n / perSecond * NANOS_PER_SECOND);
    for (long left = turn - System.nanoTime(); left > 0; left = turn - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException("told to stop");
      }
    }
  }
}
