package io.headwater.learning.optimise;

/**
 * Scales the gradients of all networks together down to a norm: Pascanu et al., "On the difficulty
 * of training recurrent neural networks", 2013.
 *
 * @param norm over 0, infinite for no clipping
 */
public record GlobalNorm(double norm) implements Clipping {
  public GlobalNorm {
    Setting.require(norm > 0, "clipNorm", norm, "over 0");
  }

  @Override
  public Update clip(Update update, double actual) {
    return actual > norm ? update.withFactor(norm / actual) : update;
  }
}
