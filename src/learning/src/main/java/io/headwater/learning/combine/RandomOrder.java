package io.headwater.learning.combine;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Orders of tasks that follow from the seed and the step, so that a restart draws the same. */
final class RandomOrder {
  private RandomOrder() {}

  static RandomGenerator generator(long seed, long step) {
    return new SplittableRandom(new SplittableRandom(seed).nextLong() + step);
  }

  /** All indices but that one. */
  static int[] others(int index, int count, RandomGenerator random) {
    int[] others = new int[count - 1];
    for (int i = 0; i < others.length; i++) {
      int other = i < index ? i : i + 1;
      int place = random.nextInt(i + 1);
      others[i] = others[place];
      others[place] = other;
    }
    return others;
  }
}
