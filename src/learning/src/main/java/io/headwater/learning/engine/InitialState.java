package io.headwater.learning.engine;

import io.headwater.learning.model.Architecture;

/** Where learning starts, the same on every engine. */
public final class InitialState {
  private InitialState() {}

  /**
   * Random weights (He et al., "Delving deep into rectifiers", 2015: normal with variance 2 / fan
   * in), biases of 0, an optimiser that has seen nothing.
   *
   * @param seed the same seed gives the same state
   */
  public static LearnerState of(Architecture architecture, long seed) {
    throw new UnsupportedOperationException();
  }
}
