package io.headwater.learning.dl4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Measures the speed of BLAS. */
final class MatrixProduct {
  private static final int SIZE = 1024;
  private static final int ROUNDS = 12;

  private MatrixProduct() {}

  /** Of the fastest of some products of 1024 x 1024 floats, in 10^9 operations a second. */
  static double gigaflops() {
    try (INDArray a = Nd4j.rand(DataType.FLOAT, SIZE, SIZE);
        INDArray b = Nd4j.rand(DataType.FLOAT, SIZE, SIZE);
        INDArray product = Nd4j.createUninitialized(DataType.FLOAT, SIZE, SIZE)) {
      long fastest = Long.MAX_VALUE;
      for (int i = 0; i < ROUNDS; i++) {
        long start = System.nanoTime();
        a.mmuli(b, product);
        Nd4j.getExecutioner().commit();
        fastest = Math.min(fastest, System.nanoTime() - start);
      }
      return 2.0 * SIZE * SIZE * SIZE / fastest;
    }
  }
}
