package io.headwater.learning.onednn;

/** From the numbers of the seam to those of the kernels. */
final class Numbers {
  private Numbers() {}

  static float[] floats(double[] values, int from, int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) values[from + i];
    }
    return floats;
  }
}
