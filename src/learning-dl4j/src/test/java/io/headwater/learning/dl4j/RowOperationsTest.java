package io.headwater.learning.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.engine.EngineRows;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Rows of small whole numbers, so that sums are exact in any order. */
class RowOperationsTest {
  private static final int COUNT = 40;

  private final RowOperations operations = new RowOperations(DataType.FLOAT);

  /** Rows of another engine. */
  private record Foreign(int count, int rowSize, double[] values) implements EngineRows {}

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 5000})
  void takesRowsInAnyOrderAndMoreThanOnce(int size) {
    double[] matrix = numbers(COUNT * size);
    int[] indices = new Random(2).ints(60, 0, COUNT).toArray();
    double[] expected = new double[indices.length * size];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(matrix, indices[i] * size, expected, i * size, size);
    }
    for (EngineRows source : rows(matrix, size)) {
      assertThat(new Dl4jRows(operations.gather(source, indices)).values()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 5000})
  void addsToRowsAlsoMoreThanOnce(int size) {
    int[] distinct = {3, 39, 0, 17};
    int[] repeated = new Random(3).ints(60, 0, COUNT).toArray();
    int[] all = IntStream.range(0, COUNT).toArray();
    for (int[] indices : new int[][] {distinct, repeated, all}) {
      double[] added = numbers(indices.length * size);
      double[] before = numbers(COUNT * size);
      double[] expected = before.clone();
      for (int i = 0; i < added.length; i++) {
        expected[indices[i / size] * size + i % size] += added[i];
      }
      for (EngineRows source : rows(added, size)) {
        INDArray matrix = Nd4j.create(before, new long[] {COUNT, size}, DataType.FLOAT);
        operations.scatterAdd(source, 1, indices, matrix);
        assertThat(new Dl4jRows(matrix).values()).isEqualTo(expected);
      }
    }
  }

  @Test
  void aCopyOfAllRowsIsACopy() {
    INDArray matrix = Nd4j.zeros(DataType.FLOAT, 2, 3);
    INDArray copy = operations.gather(new Dl4jRows(matrix), new int[] {0, 1});
    matrix.assign(1);
    assertThat(new Dl4jRows(copy).values()).containsOnly(0);
  }

  private static EngineRows[] rows(double[] values, int size) {
    int count = values.length / size;
    long[] shape = {count, size};
    return new EngineRows[] {
      new Dl4jRows(Nd4j.create(values, shape, DataType.FLOAT)),
      new Dl4jRows(Nd4j.create(values, shape, DataType.DOUBLE)),
      new Foreign(count, size, values)
    };
  }

  private static double[] numbers(int count) {
    return new Random(count).ints(count, -100, 100).asDoubleStream().toArray();
  }
}
