package io.headwater.learning.engine;

/** The numbers in which an engine computes. Parameters leave and enter it as floats either way. */
public enum Precision {
  /** 32-bit floating point: for training. */
  FLOAT,
  /** 64-bit floating point: for checking gradients. */
  DOUBLE
}
