package io.headwater.bench.combine;

import io.headwater.learning.combine.Combination;
import io.headwater.learning.combine.Sum;

/**
 * The sum of the tasks' gradients, taken one by one: what every method costs that needs them so,
 * but for its own arithmetic on a matrix of as many rows as there are tasks.
 */
record OneByOne() implements Combination {
  @Override
  public String kind() {
    return "one-by-one";
  }

  @Override
  public boolean needsTaskGradients() {
    return true;
  }

  @Override
  public double[] coefficients(double[][] gram) {
    return new Sum().coefficients(gram);
  }
}
