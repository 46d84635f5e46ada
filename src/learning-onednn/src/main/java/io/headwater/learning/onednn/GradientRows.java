package io.headwater.learning.onednn;

import io.headwater.learning.engine.EngineRows;
import io.headwater.learning.engine.OutputGradient;
import java.util.List;

/** The gradient on one output of a network, as a sum of parts, for some rows of a mini-batch. */
final class GradientRows {
  private GradientRows() {}

  /**
   * Sets the rows from one to under another to the sum of the parts.
   *
   * @param parts those of this output
   */
  static void sum(List<OutputGradient> parts, int from, int to, NativeRows sum) {
    sum.clear(from, to);
    float[] numbers = new float[sum.rowSize()];
    float[] scratch = new float[sum.rowSize()];
    for (OutputGradient part : parts) {
      if (part instanceof OutputGradient.Values values) {
        for (int row = from; row < to; row++) {
          Numbers.floats(values.numbers(), row * numbers.length, numbers);
          sum.add(row, numbers, scratch);
        }
      } else if (part instanceof OutputGradient.Rows rows) {
        Source source = Source.of(rows.source());
        for (int i = 0; i < rows.to().length; i++) {
          int row = rows.to()[i];
          if (row >= from && row < to) {
            source.get(i, numbers);
            multiply(numbers, (float) rows.factor());
            sum.add(row, numbers, scratch);
          }
        }
      }
    }
  }

  private static void multiply(float[] numbers, float factor) {
    if (factor != 1) {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] *= factor;
      }
    }
  }

  /** Where rows are read from. */
  interface Source {
    void get(int row, float[] target);

    /** Rows of another engine are copied over the heap. */
    static Source of(EngineRows rows) {
      if (rows instanceof NativeRows own) {
        return own::get;
      }
      double[] all = rows.values();
      return (row, target) -> Numbers.floats(all, row * target.length, target);
    }
  }
}
