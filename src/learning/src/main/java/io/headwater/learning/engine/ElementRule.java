package io.headwater.learning.engine;

/**
 * How several gradients become one, number by number. It is written once, over stretches of floats,
 * so that it does not depend on where and in which layout an engine keeps them. Used by any thread.
 */
public interface ElementRule {
  /**
   * Combines some numbers. Where all gradients are 0, so is what they become.
   *
   * @param gradients [slots, at least count]; may be changed
   * @param combined [at least count], is set
   * @param count how many numbers, from the first on
   * @param first the place of the first one among all of the network, in an order of the engine's
   *     own that is the same whenever it opens the network
   */
  void combine(float[][] gradients, float[] combined, int count, long first);
}
