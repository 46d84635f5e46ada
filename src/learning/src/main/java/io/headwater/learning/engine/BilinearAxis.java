package io.headwater.learning.engine;

/**
 * One axis of a {@link io.headwater.learning.model.Layer.Resize}: each place of the result lies
 * between two places of the input. The centre of place i of n lies at (i + 0.5) / n of the axis;
 * beyond the first and the last centre the input goes on unchanged.
 */
public final class BilinearAxis {
  private final int[] lower;
  private final double[] share;
  private final int input;

  /**
   * @param input places before
   * @param output places after
   */
  public BilinearAxis(int input, int output) {
    this.input = input;
    this.lower = new int[output];
    this.share = new double[output];
    for (int i = 0; i < output; i++) {
      double at = Math.max(0, (i + 0.5) * input / output - 0.5);
      lower[i] = Math.min((int) at, input - 1);
      share[i] = lower[i] == input - 1 ? 0 : at - lower[i];
    }
  }

  /** The place before, of the input. */
  public int lower(int output) {
    return lower[output];
  }

  /** The place after, of the input. */
  public int upper(int output) {
    return Math.min(lower[output] + 1, input - 1);
  }

  /** How much of the place after there is, in [0, 1); the rest is of the place before. */
  public double share(int output) {
    return share[output];
  }
}
