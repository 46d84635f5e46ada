package io.headwater.learning.dl4j;

import io.headwater.learning.engine.EngineRows;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.same.Sum;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Rows on the device.
 *
 * @param matrix [count, rowSize], row-major and without gaps
 */
record Dl4jRows(INDArray matrix) implements EngineRows {
  /** What a network made of a mini-batch, which is copied only if it doesn't lie row after row. */
  static Dl4jRows of(INDArray array) {
    boolean inOrder = array.ordering() == 'c' && array.elementWiseStride() == 1 && !array.isView();
    INDArray all = inOrder ? array : array.dup('c');
    return new Dl4jRows(all.reshape('c', all.size(0), all.length() / all.size(0)));
  }

  @Override
  public int count() {
    return Math.toIntExact(matrix.size(0));
  }

  @Override
  public int rowSize() {
    return Math.toIntExact(matrix.size(1));
  }

  @Override
  public double[] values() {
    return matrix.data().asDouble();
  }

  @Override
  public double[] sumOfRows() {
    try (INDArray sum = Nd4j.createUninitialized(matrix.dataType(), matrix.size(1))) {
      Nd4j.exec(new Sum(matrix, sum, false, 0));
      return sum.data().asDouble();
    }
  }
}
