package io.headwater.learning.learner;

/** Why an example that came to a learner was not learned from. */
public enum SkipReason {
  /** A loss or the gradient of its joint step was not finite, so that the step was dropped. */
  NOT_FINITE,
  /** It was held out, to be scored on. */
  HELD_OUT,
  /** One that this version does not know; found only in what a later version wrote. */
  OTHER
}
