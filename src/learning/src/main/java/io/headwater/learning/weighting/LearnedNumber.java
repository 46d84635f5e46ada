package io.headwater.learning.weighting;

import io.headwater.learning.optimise.Adam;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.optimise.Update;

/** A number that Adam moves, as the first four of a task's: value, m, v, and updates so far. */
final class LearnedNumber {
  static final int LENGTH = 4;

  private LearnedNumber() {}

  /** Moves the number down its gradient. */
  static void descend(Adam adam, double[] numbers, double gradient) {
    float[] value = {(float) numbers[0]};
    float[][] slots = {{(float) numbers[1]}, {(float) numbers[2]}};
    long number = (long) numbers[3] + 1;
    Optimiser.Step step = adam.step(number, Update.of(adam, 1));
    step.apply(value, new float[] {(float) gradient}, slots, 1, true);
    numbers[0] = value[0];
    numbers[1] = slots[0][0];
    numbers[2] = slots[1][0];
    numbers[3] = number;
  }

  /** A number that has not moved yet. */
  static double[] at(double value) {
    return new double[] {value, 0, 0, 0};
  }
}
