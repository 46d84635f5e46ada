package io.headwater.learning.engine;

/**
 * A matrix [count, rowSize] of numbers in an engine's own memory: what a network made of a
 * mini-batch, or a gradient on that, row after row. It is valid until its network's next pass in
 * that direction.
 */
public interface EngineRows {
  /** How many rows. */
  int count();

  /** Numbers of a row. */
  int rowSize();

  /** A copy of all, row after row. */
  double[] values();
}
