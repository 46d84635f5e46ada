package io.headwater.learning.optimise;

import java.io.Serializable;
import java.util.List;

/**
 * How parameters move along their gradients. Its numbers beside the parameters lie in slots, each
 * of the parameter's shape and 0 at first. It is written once, over stretches of floats, so that it
 * does not depend on where and in which layout an engine keeps them; an engine may compute the same
 * in its own way.
 */
public interface Optimiser extends Serializable {
  /** The name in configuration and saved states, such as "adam". */
  String kind();

  /** The learning rate where no schedule says otherwise, over 0. */
  double learningRate();

  /** How strongly parameters are drawn to 0, in the optimiser's own way; 0 or more. */
  double weightDecay();

  /** Names of its slots, in order. */
  List<String> slots();

  /**
   * The update of that number, for a network.
   *
   * @param number from 1
   */
  Step step(long number, Update update);

  /** One update. Used by any thread. */
  interface Step {
    /**
     * Moves some values of a parameter.
     *
     * @param weights are changed
     * @param gradients may be changed
     * @param slots in the order of {@link Optimiser#slots}; are changed
     * @param count how many values, from the first on
     * @param decays whether the optimiser's weight decay is meant for the parameter
     */
    void apply(float[] weights, float[] gradients, float[][] slots, int count, boolean decays);
  }
}
