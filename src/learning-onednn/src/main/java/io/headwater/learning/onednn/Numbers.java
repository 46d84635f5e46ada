package io.headwater.learning.onednn;

/** From the numbers of the seam to those of the kernels. */
final class Numbers {
  private Numbers() {}

  /** As many as there is room for. */
  static void floats(double[] values, int from, float[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] = (float) values[from + i];
    }
  }
}
