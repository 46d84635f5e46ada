package io.headwater.learning.dl4j;

/**
 * Which machine code a GPU runs: code for the same major and no higher minor version. NVIDIA, "CUDA
 * C++ programming guide", sections "Compute capability" and "Binary compatibility".
 */
record ComputeCapability(int major, int minor) {
  /** What nd4j-cuda-11.6 1.0.0-M2.1 was compiled for, without code that newer GPUs could adapt. */
  static final String SUPPORTED = "3.7 to 8.9 (Kepler to Ampere and Ada)";

  boolean isSupported() {
    return major > 3 ? major <= 8 : major == 3 && minor >= 7;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
