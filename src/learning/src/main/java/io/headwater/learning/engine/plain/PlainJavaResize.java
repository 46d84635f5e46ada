package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.BilinearAxis;
import io.headwater.learning.engine.Pass;
import java.util.List;

/** Bilinear interpolation, channel by channel. */
final class PlainJavaResize implements PlainJavaLayer {
  private final BilinearAxis rows;
  private final BilinearAxis columns;
  private final int height;
  private final int width;
  private final int outHeight;
  private final int outWidth;

  PlainJavaResize(List<Integer> input, List<Integer> output) {
    this.height = input.get(1);
    this.width = input.get(2);
    this.outHeight = output.get(1);
    this.outWidth = output.get(2);
    this.rows = new BilinearAxis(height, outHeight);
    this.columns = new BilinearAxis(width, outWidth);
  }

  /** A place of the input, how much of it there is in a place of the output, and which that is. */
  private interface Part {
    void visit(int inInput, double share, int inOutput);
  }

  @Override
  public double[] forward(List<double[]> inputs, List<double[]> parameters, Pass pass) {
    double[] x = inputs.get(0);
    double[] y = new double[x.length / (height * width) * outHeight * outWidth];
    overParts(y.length, (inInput, share, inOutput) -> y[inOutput] += share * x[inInput]);
    return y;
  }

  @Override
  public void backward(
      List<double[]> inputs,
      List<double[]> parameters,
      double[] output,
      double[] onOutput,
      List<double[]> onInputs,
      List<double[]> onParameters,
      Pass pass) {
    double[] onX = onInputs.get(0);
    overParts(
        onOutput.length, (inInput, share, inOutput) -> onX[inInput] += share * onOutput[inOutput]);
  }

  private void overParts(int size, Part part) {
    for (int i = 0; i < size; i++) {
      int map = i / (outHeight * outWidth) * height * width;
      int row = i / outWidth % outHeight;
      int column = i % outWidth;
      double down = rows.share(row);
      double right = columns.share(column);
      int above = map + rows.lower(row) * width;
      int below = map + rows.upper(row) * width;
      part.visit(above + columns.lower(column), (1 - down) * (1 - right), i);
      part.visit(above + columns.upper(column), (1 - down) * right, i);
      part.visit(below + columns.lower(column), down * (1 - right), i);
      part.visit(below + columns.upper(column), down * right, i);
    }
  }
}
