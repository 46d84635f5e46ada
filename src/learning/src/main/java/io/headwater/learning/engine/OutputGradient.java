package io.headwater.learning.engine;

/** A part of the loss's gradient on an output of a network; parts of one output add up. */
public sealed interface OutputGradient {
  /** The output's index. */
  int output();

  /**
   * Numbers from outside of the engine.
   *
   * @param numbers [count, size of the output]
   */
  record Values(int output, double[] numbers) implements OutputGradient {}

  /**
   * What another network of the same engine gave for its input.
   *
   * @param to for each row of the source, the row of the mini-batch that it is added to
   */
  record Rows(int output, EngineRows source, int[] to) implements OutputGradient {}
}
