package io.headwater.bench.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;

/** What this machine reaches in a large matrix product in f32 (libtorch's, all threads). */
record SgemmPeak(double gigaflops) {
  private static final int SIZE = 2048;
  private static final int TIMES = 12;
  private static final double GIGA = 1e9;

  /** The best of some. */
  static SgemmPeak measure() {
    double best = 0;
    Libtorch.useThreads(Libtorch.allThreads());
    try (PtNDManager manager = Libtorch.manager()) {
      NDArray a = manager.randomUniform(-1, 1, new Shape(SIZE, SIZE));
      NDArray b = manager.randomUniform(-1, 1, new Shape(SIZE, SIZE));
      for (int i = 0; i < TIMES; i++) {
        long start = System.nanoTime();
        a.matMul(b).close();
        best = Math.max(best, 2.0 * SIZE * SIZE * SIZE / (System.nanoTime() - start));
      }
    }
    return new SgemmPeak(best);
  }

  /** The part of the peak that so many images per second need. */
  double share(StepFlops flops, double imagesPerSecond) {
    return flops.perImage() * imagesPerSecond / (gigaflops * GIGA);
  }
}
