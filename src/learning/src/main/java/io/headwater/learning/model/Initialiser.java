package io.headwater.learning.model;

import java.util.List;

/** What the values of a variable are before anything is learned. */
public sealed interface Initialiser {
  /** The values themselves, in row-major order. */
  record Values(List<Float> values) implements Initialiser {
    public Values {
      values = List.copyOf(values);
    }
  }

  /** All values are this one. */
  record Constant(float value) implements Initialiser {}

  /**
   * Drawn from a normal distribution with mean 0 and variance 2 / fanIn: He et al., "Delving deep
   * into rectifiers", 2015, section 2.2.
   *
   * @param fanIn how many inputs each output adds up, over 0
   */
  record HeNormal(int fanIn) implements Initialiser {}
}
