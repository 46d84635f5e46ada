package io.headwater.learning.onednn;

import java.nio.FloatBuffer;

/** Sum of the squares of a long array. */
final class SquareSum {
  private SquareSum() {}

  static double of(FloatBuffer numbers) {
    return Blocks.sum(
        numbers.capacity(),
        (from, to) -> {
          float[] block = new float[Blocks.LENGTH];
          float[] sums = new float[Blocks.LENGTH];
          for (int at = from; at < to; at += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, to - at);
            numbers.get(at, block, 0, count);
            addProducts(block, block, sums, count);
          }
          return sum(sums);
        });
  }

  /**
   * Adds products to as many sums as there are numbers in a block, so that it is a loop of vector
   * instructions.
   */
  static void addProducts(float[] a, float[] b, float[] sums, int count) {
    for (int i = 0; i < count; i++) {
      sums[i] += a[i] * b[i];
    }
  }

  static double sum(float[] sums) {
    double sum = 0;
    for (float part : sums) {
      sum += part;
    }
    return sum;
  }
}
