package io.headwater.learning.engine;

import java.util.Arrays;

/** A part of the loss's gradient on an output of a network; parts of one output add up. */
public sealed interface OutputGradient {
  /** The output's index. */
  int output();

  /** The same part, this many times. */
  OutputGradient times(double factor);

  /**
   * The sum over the rows of the mini-batch, [rowSize].
   *
   * @param rowSize size of the output
   */
  double[] sumOfRows(int rowSize);

  /**
   * Numbers from outside of the engine.
   *
   * @param numbers [count, size of the output]
   */
  record Values(int output, double[] numbers) implements OutputGradient {
    @Override
    public Values times(double factor) {
      return new Values(output, Arrays.stream(numbers).map(number -> factor * number).toArray());
    }

    @Override
    public double[] sumOfRows(int rowSize) {
      double[] sum = new double[rowSize];
      for (int i = 0; i < numbers.length; i++) {
        sum[i % rowSize] += numbers[i];
      }
      return sum;
    }
  }

  /**
   * What another network of the same engine gave for its input.
   *
   * @param to for each row of the source, the row of the mini-batch that it is added to
   * @param factor by which the source is multiplied
   */
  record Rows(int output, EngineRows source, int[] to, double factor) implements OutputGradient {
    /** As they are. */
    public Rows(int output, EngineRows source, int[] to) {
      this(output, source, to, 1);
    }

    @Override
    public Rows times(double by) {
      return new Rows(output, source, to, factor * by);
    }

    @Override
    public double[] sumOfRows(int rowSize) {
      return Arrays.stream(source.sumOfRows()).map(number -> factor * number).toArray();
    }
  }
}
