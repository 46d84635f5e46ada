package io.headwater.learning.engine;

import java.util.SplittableRandom;

/**
 * What a {@link io.headwater.learning.model.Layer.Dropout} multiplies the numbers of one example
 * by, the same on every engine and whenever the same example is learned from in the same step.
 */
public final class DropoutMask {
  private final double rate;
  private final float kept;
  private final long ofNode;

  /**
   * @param node the layer's name
   * @param rate the share of numbers that become 0
   */
  public DropoutMask(String node, double rate) {
    this.rate = rate;
    this.kept = (float) (1 / (1 - rate));
    this.ofNode = (long) node.hashCode() << 32;
  }

  /**
   * Fills a part of an array with 0 and 1 / (1 - rate).
   *
   * @param seed of the example
   */
  public void fill(long seed, float[] mask, int from, int count) {
    SplittableRandom random = new SplittableRandom(seed ^ ofNode);
    for (int i = from; i < from + count; i++) {
      mask[i] = random.nextDouble() < rate ? 0 : kept;
    }
  }
}
