package io.headwater.learning.engine;

/**
 * A matrix [count, rowSize] of numbers in an engine's own memory: what a network made of a
 * mini-batch, or a gradient on that, row after row. It is valid until its network's next pass in
 * that direction.
 */
public interface EngineRows {
  /** How many rows. */
  int count();

  /** Numbers of a row. */
  int rowSize();

  /** A copy of all, row after row. */
  double[] values();

  /** The sum of all rows, [rowSize]. */
  default double[] sumOfRows() {
    double[] all = values();
    double[] sum = new double[rowSize()];
    for (int i = 0; i < all.length; i++) {
      sum[i % sum.length] += all[i];
    }
    return sum;
  }
}
