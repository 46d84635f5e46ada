package io.headwater.learning.augment;

import io.headwater.learning.task.ImageShape;
import java.util.random.RandomGenerator;

/**
 * Changes brightness, contrast, saturation and hue, in this order, by factors that are even from 1
 * - x to 1 + x, but for the hue, which turns by a part of a circle from -x to x. Saturation and hue
 * leave grey images alone.
 *
 * @param brightness from 0
 * @param contrast from 0; distance from the image's mean grey
 * @param saturation from 0; distance of a pixel from its grey
 * @param hue from 0 to 0.5
 */
public record ColourJitter(double brightness, double contrast, double saturation, double hue)
    implements Transform {
  public ColourJitter {
    requireFactor("brightness", brightness);
    requireFactor("contrast", contrast);
    requireFactor("saturation", saturation);
    Range.require(hue >= 0 && hue <= 0.5, "hue", hue, "from 0 to 0.5");
  }

  private static void requireFactor(String name, double value) {
    Range.require(value >= 0 && value <= 10, name, value, "from 0 to 10");
  }

  @Override
  public Change choose(ImageShape shape, RandomGenerator random) {
    double brighter = factor(brightness, random);
    double starker = factor(contrast, random);
    double fuller = factor(saturation, random);
    double turn = Chance.between(-hue, hue, random);
    return shape.channels() == 1
        ? new GreyChange(brighter, starker)
        : new ColourChange(brighter, starker, fuller, turn);
  }

  private static double factor(double most, RandomGenerator random) {
    return Chance.between(Math.max(0, 1 - most), 1 + most, random);
  }
}
