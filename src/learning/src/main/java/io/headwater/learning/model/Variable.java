package io.headwater.learning.model;

import java.util.List;

/**
 * Numbers that a layer keeps: a parameter, which moves along its gradient, or a running statistic,
 * which training keeps up to date by observation.
 *
 * @param shape of a weight [in, out] or [out, in, height, width]
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
  static Variable weight(List<Integer> shape) {
    return new Variable(shape, new Initialiser.HeNormal(Initialiser.Fan.IN), true);
  }

  /** Of a vector that starts with this value. */
  static Variable vector(int size, float value) {
    return new Variable(List.of(size), new Initialiser.Constant(value), false);
  }

  /** The same, begun in another way. */
  Variable startingFrom(Initialiser other) {
    return new Variable(shape, other, decays);
  }

  /** Connections of a weight, for each of its outputs or of its inputs. */
  public int fan(Initialiser.Fan fan) {
    boolean inputsFirst = shape.size() == 2;
    int inputs = shape.get(inputsFirst ? 0 : 1);
    int outputs = shape.get(inputsFirst ? 1 : 0);
    int window = Shapes.size(shape.subList(2, shape.size()));
    return window * (fan == Initialiser.Fan.IN ? inputs : outputs);
  }
}
