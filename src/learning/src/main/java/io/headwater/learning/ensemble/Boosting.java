package io.headwater.learning.ensemble;

import java.util.Arrays;

/**
 * What online boosting knows: Oza and Russell, "Online bagging and boosting", 2001, figure 4. An
 * example begins with a mean of 1; after each member it falls where the member was right and rises
 * where it was wrong, such that right and wrong examples weigh a half each. Whether a member is
 * right is told here by what it says before it learns the example, as a mini-batch is learned at
 * once; the paper asks after. Immutable.
 *
 * @param examples seen, N
 * @param right sum of the means of the examples that each member was right about
 * @param wrong the same of those it was wrong about
 */
public record Boosting(long examples, double[] right, double[] wrong) {
  public Boosting {
    right = right.clone();
    wrong = wrong.clone();
    if (examples < 0 || right.length != wrong.length) {
      throw new IllegalArgumentException(
          "boosting after %d examples has %d and %d sums; there must be as many of each"
              .formatted(examples, right.length, wrong.length));
    }
  }

  /** Before any example. */
  public static Boosting begun(int members) {
    return new Boosting(0, new double[members], new double[members]);
  }

  /**
   * An example, and what is known after it.
   *
   * @param means of the distributions from which the members draw how often they learn it
   */
  public record Step(double[] means, Boosting next) {}

  /**
   * One example more.
   *
   * @param isRight whether each member is right about it
   */
  public Step step(boolean[] isRight) {
    double[] nowRight = right.clone();
    double[] nowWrong = wrong.clone();
    double[] means = new double[right.length];
    long n = examples + 1;
    double mean = 1;
    for (int m = 0; m < means.length; m++) {
      means[m] = mean;
      double[] sums = isRight[m] ? nowRight : nowWrong;
      sums[m] += mean;
      mean *= n / (2 * sums[m]);
    }
    return new Step(means, new Boosting(n, nowRight, nowWrong));
  }

  /**
   * What each member's word counts: log((1 - e) / e), where e is its share of wrong examples, with
   * one example more on each side; 0 for who is wrong more often than right.
   */
  public double[] weights() {
    double[] weights = new double[right.length];
    for (int m = 0; m < weights.length; m++) {
      weights[m] = Math.max(0, Math.log((right[m] + 1) / (wrong[m] + 1)));
    }
    return weights;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Boosting that
        && examples == that.examples
        && Arrays.equals(right, that.right)
        && Arrays.equals(wrong, that.wrong);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(examples) + 31 * Arrays.hashCode(right) + 7 * Arrays.hashCode(wrong);
  }
}
