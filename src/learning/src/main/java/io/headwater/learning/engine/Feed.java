package io.headwater.learning.engine;

import java.util.stream.IntStream;

/** What an input of a network is given for a mini-batch. */
public sealed interface Feed {
  /**
   * Some of the images.
   *
   * @param bytes unsigned, [N, C, H, W]; not copied
   * @param rows which of them, in the order of the mini-batch
   */
  record Images(byte[] bytes, int[] rows) implements Feed {}

  /**
   * Numbers from outside of the engine.
   *
   * @param numbers [count, size of the input]
   */
  record Values(double[] numbers) implements Feed {}

  /**
   * Some rows of what another network of the same engine made.
   *
   * @param rows which of them, in the order of the mini-batch
   */
  record Rows(EngineRows source, int[] rows) implements Feed {}

  /** All images. */
  static Feed images(byte[] bytes, int count) {
    return new Images(bytes, IntStream.range(0, count).toArray());
  }

  static Feed values(double[] numbers) {
    return new Values(numbers);
  }
}
