package io.headwater.learning.model;

import java.util.List;

/**
 * Numbers that a layer keeps: a parameter, which moves along its gradient, or a running statistic,
 * which training keeps up to date by observation.
 *
 * @param decays whether an optimiser's weight decay is meant for it: what weighs inputs decays,
 *     what is added to them or normalises them doesn't
 */
public record Variable(List<Integer> shape, Initialiser initialiser, boolean decays) {
  public Variable {
    shape = List.copyOf(shape);
  }

  /**
   * The axis along which the units lie that a parameter weighs inputs for: the last of a dense
   * layer's [in, out], the first of a convolution's [out, in, height, width]. Of what decays only.
   */
  public int unitAxis() {
    return shape.size() == 2 ? 1 : 0;
  }

  /** A parameter that weighs inputs. */
  static Variable weight(List<Integer> shape, int fanIn) {
    return new Variable(shape, new Initialiser.HeNormal(fanIn), true);
  }

  /** Of a vector that starts with this value. */
  static Variable vector(int size, float value) {
    return new Variable(List.of(size), new Initialiser.Constant(value), false);
  }
}
