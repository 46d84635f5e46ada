package io.headwater.learning.engine;

/**
 * How far numbers may be from those expected: the Euclidean norm of the difference, relative to
 * that of what is expected, tensor by tensor (see {@link States}).
 *
 * @param outputs of outputs, losses and statistics
 * @param gradients of gradients, and of what a step moves by
 */
public record Tolerance(double outputs, double gradients) {
  /** The same for both. */
  public Tolerance(double each) {
    this(each, each);
  }
}
