package io.headwater.learning.dl4j;

import java.util.List;

/**
 * Which machine code a GPU runs: code for the same major and no higher minor version. NVIDIA, "CUDA
 * C++ programming guide", sections "Compute capability" and "Binary compatibility".
 */
record ComputeCapability(int major, int minor) {
  /** Of GPUs that run some of {@link #COMPILED}. */
  static final String SUPPORTED = "3.7 to 8.9 (Kepler to Ampere and Ada)";

  /**
   * What libnd4jcuda.so of nd4j-cuda-11.6 1.0.0-M2.1, linux-x86_64-cudnn, holds machine code for,
   * by the headers of its fat binaries. There is no PTX in it, which newer GPUs could adapt.
   */
  private static final List<ComputeCapability> COMPILED =
      List.of(
          new ComputeCapability(3, 7),
          new ComputeCapability(5, 0),
          new ComputeCapability(5, 2),
          new ComputeCapability(6, 0),
          new ComputeCapability(6, 1),
          new ComputeCapability(7, 0),
          new ComputeCapability(7, 5),
          new ComputeCapability(8, 0),
          new ComputeCapability(8, 6));

  boolean isSupported() {
    return COMPILED.stream().anyMatch(this::runs);
  }

  private boolean runs(ComputeCapability code) {
    return code.major == major && code.minor <= minor;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
