package io.headwater.learning.model;

import static java.util.Objects.requireNonNull;

/**
 * Where an input of a network comes from.
 *
 * @param network the name of another network, or {@link #IMAGE}
 * @param output the output's name there; empty for images
 * @param side of which image of an example
 */
public record Port(String network, String output, Side side) {
  /** In place of a network's name: the example's pixels. */
  public static final String IMAGE = "image";

  /** One image of an example. */
  public enum Side {
    FIRST,
    /** The pair's other image. */
    SECOND
  }

  public Port {
    requireNonNull(side, "side");
  }

  /** The pixels. */
  public static Port image() {
    return new Port(IMAGE, "", Side.FIRST);
  }

  /** What another network makes of the same image. */
  public static Port of(String network, String output) {
    return new Port(network, output, Side.FIRST);
  }

  /** What it makes of the pair's other image. */
  public Port ofOther() {
    return new Port(network, output, Side.SECOND);
  }

  public boolean isImage() {
    return network.equals(IMAGE);
  }
}
