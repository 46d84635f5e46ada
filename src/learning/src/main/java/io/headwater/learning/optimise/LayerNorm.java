package io.headwater.learning.optimise;

/**
 * Scales the gradient of each parameter, weights or biases of a layer, down to a norm of its own.
 *
 * @param norm over 0
 */
public record LayerNorm(double norm) implements Clipping {
  public LayerNorm {
    Setting.requirePositive("norm", norm);
  }

  @Override
  public Update clip(Update update, double actual) {
    return update.withLayerNorm(norm);
  }
}
