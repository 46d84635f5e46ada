package io.headwater.learning.dl4j;

import io.headwater.learning.engine.EngineRows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Takes rows of matrices, and adds to them, on the device; new arrays lie in the open memory. */
final class RowOperations {
  private final DataType dataType;
  private final Operation gather = new Operation("gather", 0);
  private final Operation scatterAdd = new Operation("scatter_add").with(false);
  private final Operation scatterAddInTurn = new Operation("scatter_add").with(true);

  RowOperations(DataType dataType) {
    this.dataType = dataType;
  }

  /** A copy of the rows of those indices, in their order. */
  INDArray gather(EngineRows source, int[] indices) {
    INDArray from = matrix(source);
    if (areAll(indices, source.count())) {
      return from.dup('c');
    }
    INDArray rows =
        Nd4j.createUninitialized(dataType, new long[] {indices.length, source.rowSize()}, 'c');
    gather.run(List.of(from, Nd4j.createFromArray(indices)), List.of(rows));
    return rows;
  }

  /** Adds each row, times the factor, to the matrix's row of that index. */
  void scatterAdd(EngineRows source, double factor, int[] indices, INDArray to) {
    INDArray from = factor == 1 ? matrix(source) : matrix(source).mul(factor);
    if (areAll(indices, Math.toIntExact(to.size(0)))) {
      to.addi(from);
      return;
    }
    // Threads would race for a row that is named twice.
    Operation operation =
        Arrays.stream(indices).distinct().count() == indices.length ? scatterAdd : scatterAddInTurn;
    operation.run(List.of(to, Nd4j.createFromArray(indices), from), List.of(to));
  }

  /** Whether the indices are those of all rows in order. */
  static boolean areAll(int[] indices, int count) {
    return indices.length == count && IntStream.range(0, count).allMatch(i -> indices[i] == i);
  }

  /** Those of this engine where they are; others, such as of a test, by their values. */
  private INDArray matrix(EngineRows rows) {
    if (rows instanceof Dl4jRows own) {
      return own.matrix().castTo(dataType);
    }
    long[] shape = {rows.count(), rows.rowSize()};
    return Nd4j.create(rows.values(), shape, dataType);
  }
}
