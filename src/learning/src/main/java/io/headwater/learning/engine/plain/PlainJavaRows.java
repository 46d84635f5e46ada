package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.EngineRows;

/** Rows as an array of doubles. */
record PlainJavaRows(int count, int rowSize, double[] all) implements EngineRows {
  @Override
  public double[] values() {
    return all.clone();
  }

  /** The rows of those indices, in their order. */
  static double[] gather(EngineRows source, int[] indices) {
    double[] from = of(source);
    int width = source.rowSize();
    double[] rows = new double[indices.length * width];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(from, indices[i] * width, rows, i * width, width);
    }
    return rows;
  }

  /** Adds each row, times the factor, to the matrix's row of that index. */
  static void scatterAdd(EngineRows source, double factor, int[] indices, double[] matrix) {
    double[] from = of(source);
    int width = source.rowSize();
    for (int i = 0; i < indices.length; i++) {
      int to = indices[i] * width;
      for (int k = 0; k < width; k++) {
        matrix[to + k] += factor * from[i * width + k];
      }
    }
  }

  private static double[] of(EngineRows rows) {
    return rows instanceof PlainJavaRows own ? own.all : rows.values();
  }
}
