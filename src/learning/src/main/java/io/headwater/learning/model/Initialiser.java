package io.headwater.learning.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What the values of a variable are before anything is learned. */
public sealed interface Initialiser {
  /** Of which connections of a weight there are so many (see {@link Variable}). */
  enum Fan {
    /** Inputs that each output adds up. */
    IN,
    /** Outputs that each input is added to. */
    OUT
  }

  /** The values themselves, in row-major order. */
  record Values(List<Float> values) implements Initialiser {
    public Values {
      values = List.copyOf(values);
    }
  }

  /** All values are this one. */
  record Constant(float value) implements Initialiser {}

  /**
   * Drawn from a normal distribution with mean 0 and variance 2 / fan: He et al., "Delving deep
   * into rectifiers", 2015, section 2.2.
   */
  record HeNormal(Fan fan) implements Initialiser {
    public HeNormal {
      requireNonNull(fan, "fan");
    }
  }

  /**
   * Drawn from a normal distribution with mean 0.
   *
   * @param deviation over 0
   */
  record Normal(double deviation) implements Initialiser {}

  /**
   * Drawn from a normal distribution with mean 0, and drawn again where a value is more than two
   * deviations from it.
   *
   * @param deviation over 0, of the distribution before it is cut off
   */
  record TruncatedNormal(double deviation) implements Initialiser {}
}
