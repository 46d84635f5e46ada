package io.headwater.learning.task;

import java.util.List;
import java.util.Random;

/** Examples of random pixels, alike for the same seed, at consecutive offsets of one partition. */
public final class RandomExamples {
  public static final String TOPIC = "random";

  private final ImageShape shape;
  private final Random random;
  private long offset;

  public RandomExamples(ImageShape shape, long seed) {
    this.shape = shape;
    this.random = new Random(seed);
  }

  public Example image(Label... labels) {
    return example(pixels(), new byte[0], 1, labels);
  }

  public Example pair(Label... labels) {
    return example(pixels(), pixels(), 1, labels);
  }

  public Example weighted(float weight, Label... labels) {
    return example(pixels(), new byte[0], weight, labels);
  }

  /** A mask with an edge on about a fifth of the pixels. */
  public byte[] mask() {
    byte[] mask = new byte[shape.pixels()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) (random.nextInt(5) == 0 ? 1 : 0);
    }
    return mask;
  }

  private Example example(byte[] pixels, byte[] second, float weight, Label... labels) {
    SourcePosition position = new SourcePosition(TOPIC, 0, offset);
    return new Example("event-" + offset++, position, 0, pixels, second, List.of(labels), weight);
  }

  private byte[] pixels() {
    byte[] pixels = new byte[shape.size()];
    random.nextBytes(pixels);
    return pixels;
  }
}
