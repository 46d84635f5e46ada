package io.headwater.learning.loss;

import java.io.Serializable;

/** How far a box is from the labelled one. Immutable: it is its own setting. */
public interface BoxLoss extends Serializable {
  /** The usual weight beside the cross-entropy of presence. */
  double usualWeight();

  /**
   * The loss of one box.
   *
   * @param box centre x, centre y, width, height, fractions of the image in [0, 1]
   * @param label likewise, after whether the object is present: [1, x, y, width, height]
   * @param slopes overwritten with dLoss/dBox, 4 values
   */
  double evaluate(double[] box, float[] label, double[] slopes);
}
