package io.headwater.learning.optimise;

/**
 * Clips each value of a gradient: Graves, "Generating sequences with recurrent neural networks",
 * 2013, section 3. It changes the gradient's direction.
 *
 * @param limit the largest distance from 0, over 0
 */
public record ValueLimit(double limit) implements Clipping {
  public ValueLimit {
    Setting.requirePositive("limit", limit);
  }

  @Override
  public Update clip(Update update, double actual) {
    return update.withLimit(limit);
  }
}
