package io.headwater.learning.optimise;

/** Loops over stretches of floats, which the compiler turns into vector instructions. */
final class Loops {
  private Loops() {}

  static void scale(float[] values, float factor, int count) {
    if (factor == 1) {
      return;
    }
    for (int i = 0; i < count; i++) {
      values[i] *= factor;
    }
  }

  static void add(float[] to, float factor, float[] values, int count) {
    for (int i = 0; i < count; i++) {
      to[i] += factor * values[i];
    }
  }

  /** Without a branch, so that it becomes vector instructions. */
  static void clip(float[] values, float limit, int count) {
    if (limit == Float.POSITIVE_INFINITY) {
      return;
    }
    for (int i = 0; i < count; i++) {
      values[i] = Math.max(-limit, Math.min(limit, values[i]));
    }
  }

  static void addSigns(float[] to, float factor, float[] values, int count) {
    if (factor == 0) {
      return;
    }
    for (int i = 0; i < count; i++) {
      to[i] += factor * Math.signum(values[i]);
    }
  }
}
