package io.headwater.learning.engine;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers with a shape, the last dimension running fastest. The array is shared, not copied: who
 * holds a tensor must not write to it.
 */
public record Tensor(List<Integer> shape, float[] values) {
  public Tensor {
    shape = List.copyOf(shape);
    if (size(shape) != values.length) {
      throw new IllegalArgumentException(
          "shape " + shape + " does not fit " + values.length + " values");
    }
  }

  /** How many values a tensor of that shape has. */
  public static int size(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor
        && shape.equals(tensor.shape)
        && Arrays.equals(values, tensor.values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }
}
