package io.headwater.learning.model;

import java.util.List;

/**
 * What a network reads.
 *
 * @param shape of one example
 */
public record Input(Element element, List<Integer> shape) {
  /** What its numbers are. */
  public enum Element {
    /** From 0 to 255; only {@link Layer.Scale} reads them. */
    UNSIGNED_BYTES,
    FLOATS
  }

  public Input {
    shape = List.copyOf(shape);
  }

  public static Input bytes(List<Integer> shape) {
    return new Input(Element.UNSIGNED_BYTES, shape);
  }

  public static Input floats(List<Integer> shape) {
    return new Input(Element.FLOATS, shape);
  }

  /** Whether the loss has a gradient on it. */
  public boolean isDifferentiable() {
    return element == Element.FLOATS;
  }

  /** Numbers of one example. */
  public int size() {
    return Shapes.size(shape);
  }
}
