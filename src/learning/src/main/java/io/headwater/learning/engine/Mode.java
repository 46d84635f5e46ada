package io.headwater.learning.engine;

/** What a forward pass is for. */
public enum Mode {
  /** Layers that learn from the mini-batch as a whole use its own statistics. */
  TRAINING,
  /** Every example by itself, as a snapshot's consumer computes it. */
  INFERENCE
}
