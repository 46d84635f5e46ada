package io.headwater.learning.engine;

import java.util.Locale;

/** The numbers in which an engine computes. Parameters leave and enter it as floats either way. */
public enum Precision {
  /** 32-bit floating point: for training. */
  F32,
  /**
   * Matrix products and convolutions take bfloat16 inputs (8 bits of precision, the range of 32-bit
   * floats) and add up in 32 bits; parameters, their gradients and the optimiser stay in 32 bits.
   * No loss scaling is needed. For processors with AMX or AVX-512 BF16.
   */
  BF16,
  /** 64-bit floating point: for checking gradients. */
  F64;

  /** The name in configuration. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
