package io.headwater.learning.optimise;

import java.io.Serializable;

/** How large gradients are made smaller. */
public interface Clipping extends Serializable {
  /**
   * The update with clipped gradients.
   *
   * @param norm of the gradients of all networks together, finite
   */
  Update clip(Update update, double norm);
}
