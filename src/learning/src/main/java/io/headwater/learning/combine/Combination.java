package io.headwater.learning.combine;

import java.io.Serializable;

/**
 * A method that makes one gradient of the tasks' gradients on what they share: a sum of them with
 * coefficients. A task's own head always has its own gradient.
 */
public interface Combination extends Serializable {
  /** The name in configuration and saved states, such as "sum". */
  String kind();

  /**
   * Whether the coefficients depend on the tasks' gradients, so that these must be taken one by
   * one: a pass for each task over its own examples, each normalised by its own statistics (Hoffer
   * et al., "Train longer, generalize better", 2017, section 4).
   */
  boolean needsTaskGradients();

  /**
   * The coefficients of the tasks' gradients.
   *
   * @param gram inner products of the gradients of the weighted losses on all shared parameters,
   *     [tasks, tasks], of the tasks that have labels in this step
   */
  double[] coefficients(double[][] gram);
}
