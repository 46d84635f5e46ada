package io.headwater.learning.augment;

import io.headwater.learning.task.ImageShape;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Adds Gaussian noise to each value by itself.
 *
 * @param deviation its standard deviation, as a part of the range from black to white; over 0, at
 *     most 1
 */
public record Noise(double deviation) implements Transform {
  private static final float WHITE = 255;
  private static final int DRAWS_OF_A_LONG = Long.SIZE / NormalQuantiles.BITS;

  public Noise {
    Range.requirePositiveFraction("deviation", deviation);
  }

  @Override
  public Change choose(ImageShape shape, RandomGenerator random) {
    long seed = random.nextLong();
    return pixels -> noisy(pixels, new SplittableRandom(seed));
  }

  private byte[] noisy(byte[] pixels, RandomGenerator random) {
    byte[] noisy = new byte[pixels.length];
    float scale = (float) deviation * WHITE;
    for (int from = 0; from < pixels.length; from += DRAWS_OF_A_LONG) {
      long bits = random.nextLong();
      int to = Math.min(pixels.length, from + DRAWS_OF_A_LONG);
      for (int i = from; i < to; i++) {
        noisy[i] = Grey.rounded((pixels[i] & 0xff) + scale * NormalQuantiles.of(bits));
        bits >>>= NormalQuantiles.BITS;
      }
    }
    return noisy;
  }
}
