package io.headwater.learning.combine;

import io.headwater.learning.engine.ElementRule;
import java.util.SplittableRandom;

/** Draws a sign for each number, as {@link GradDrop} says. */
final class SignDraw implements ElementRule {
  private final float leak;
  private final int seed;
  private final int otherSeed;

  /**
   * @param leak the share of what has the other sign that remains
   * @param seed with a number's place, of what is drawn
   */
  SignDraw(double leak, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.leak = (float) leak;
    this.seed = random.nextInt();
    this.otherSeed = random.nextInt();
  }

  @Override
  public void combine(float[][] gradients, float[] combined, int count, long first) {
    float[] magnitudes = gradients[0];
    for (int i = 0; i < count; i++) {
      combined[i] = magnitudes[i];
      magnitudes[i] = Math.abs(magnitudes[i]);
    }
    for (int slot = 1; slot < gradients.length; slot++) {
      float[] gradient = gradients[slot];
      for (int i = 0; i < count; i++) {
        combined[i] += gradient[i];
        magnitudes[i] += Math.abs(gradient[i]);
      }
    }
    // Both signs as one sum, since a branch on what is random is what takes most time.
    float common = (1 + leak) / 2;
    float apart = (1 - leak) / 2;
    int from = (int) first;
    for (int i = 0; i < count; i++) {
      float positive = (magnitudes[i] + combined[i]) / 2;
      float sign = Math.copySign(1, positive - uniform(from + i) * magnitudes[i]);
      combined[i] = common * combined[i] + sign * apart * magnitudes[i];
    }
  }

  /** Between 0 and 1, in 23 bits: the finaliser of MurmurHash3 (Appleby, 2011) of the place. */
  private float uniform(int place) {
    int bits = place ^ seed;
    bits = (bits ^ (bits >>> 16)) * 0x85ebca6b + otherSeed;
    bits = (bits ^ (bits >>> 13)) * 0xc2b2ae35;
    bits ^= bits >>> 16;
    return ((bits >>> 9) + 0.5f) * 0x1p-23f;
  }
}
