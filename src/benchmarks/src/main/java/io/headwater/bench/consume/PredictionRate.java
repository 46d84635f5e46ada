package io.headwater.bench.consume;

import io.headwater.bench.Rounds;
import java.time.Duration;

/**
 * Predicts again and again, one call after the other.
 *
 * @param images of one prediction
 */
record PredictionRate(Prediction prediction, int images, Duration duration) implements Rounds.Turn {
  /** One call. */
  @FunctionalInterface
  interface Prediction {
    void run() throws Exception;
  }

  /** Images per second. */
  @Override
  public double take() throws Exception {
    long begin = System.nanoTime();
    long nanos;
    long count = 0;
    do {
      prediction.run();
      count++;
      nanos = System.nanoTime() - begin;
    } while (nanos < duration.toNanos());
    return count * images / (nanos / 1e9);
  }
}
