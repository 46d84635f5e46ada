package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.Mode;
import io.headwater.learning.model.Layer.Convolution;
import java.util.Arrays;
import java.util.List;

/**
 * Cross-correlation with W [out, in, kernel, kernel], as products of matrices: at each position of
 * the output, its patch of the input [in x kernel x kernel] times W.
 */
final class PlainJavaConvolution implements PlainJavaLayer {
  private final Convolution layer;
  private final int channels;
  private final int height;
  private final int width;
  private final int outHeight;
  private final int outWidth;
  private final int outputs;
  private final int patch;

  PlainJavaConvolution(Convolution layer, List<Integer> input, List<Integer> output) {
    this.layer = layer;
    this.channels = input.get(0);
    this.height = input.get(1);
    this.width = input.get(2);
    this.outHeight = output.get(1);
    this.outWidth = output.get(2);
    this.outputs = layer.outputChannels();
    this.patch = channels * layer.kernel() * layer.kernel();
  }

  @Override
  public double[] forward(List<double[]> inputs, List<double[]> parameters, int count, Mode mode) {
    double[] x = inputs.get(0);
    double[] byPatch = transposed(parameters.get(0), outputs, patch);
    double[] y = new double[count * outputs * outHeight * outWidth];
    double[] of = new double[patch];
    double[] sums = new double[outputs];
    for (int position = 0; position < count * outHeight * outWidth; position++) {
      gather(x, position, of);
      for (int o = 0; o < outputs; o++) {
        sums[o] = layer.hasBias() ? parameters.get(1)[o] : 0;
      }
      for (int k = 0; k < patch; k++) {
        add(of[k], byPatch, k * outputs, sums, 0, outputs);
      }
      for (int o = 0; o < outputs; o++) {
        y[outputIndex(position, o)] = sums[o];
      }
    }
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
      int count) {
    double[] weight = parameters.get(0);
    double[] onWeight = onParameters.get(0);
    double[] of = new double[patch];
    double[] onPatch = new double[patch];
    for (int position = 0; position < count * outHeight * outWidth; position++) {
      gather(inputs.get(0), position, of);
      Arrays.fill(onPatch, 0);
      for (int o = 0; o < outputs; o++) {
        double gradient = onOutput[outputIndex(position, o)];
        add(gradient, of, 0, onWeight, o * patch, patch);
        add(gradient, weight, o * patch, onPatch, 0, patch);
        if (layer.hasBias()) {
          onParameters.get(1)[o] += gradient;
        }
      }
      scatter(onPatch, position, onInputs.get(0));
    }
  }

  /** Adds a multiple of some values to others. */
  private static void add(double factor, double[] of, int from, double[] to, int at, int count) {
    for (int i = 0; i < count; i++) {
      to[at + i] += factor * of[from + i];
    }
  }

  private static double[] transposed(double[] matrix, int rows, int columns) {
    double[] transposed = new double[matrix.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        transposed[column * rows + row] = matrix[row * columns + column];
      }
    }
    return transposed;
  }

  /** Of a position, counted over the examples, and a channel. */
  private int outputIndex(int position, int channel) {
    int plane = outHeight * outWidth;
    return (position / plane * outputs + channel) * plane + position % plane;
  }

  /** What to do with a place of the patch, and the place of the input that it is from. */
  private interface Place {
    void visit(int inPatch, int inInput);
  }

  private void gather(double[] x, int position, double[] of) {
    Arrays.fill(of, 0);
    overPatch(position, (inPatch, inInput) -> of[inPatch] = x[inInput]);
  }

  private void scatter(double[] onPatch, int position, double[] onX) {
    overPatch(position, (inPatch, inInput) -> onX[inInput] += onPatch[inPatch]);
  }

  /** All places of the patch but those of the padding. */
  private void overPatch(int position, Place place) {
    int kernel = layer.kernel();
    int example = position / (outHeight * outWidth);
    int top = position / outWidth % outHeight * layer.stride() - layer.padding();
    int left = position % outWidth * layer.stride() - layer.padding();
    for (int c = 0; c < channels; c++) {
      for (int i = Math.max(0, -top); i < kernel && top + i < height; i++) {
        int row = ((example * channels + c) * height + top + i) * width + left;
        for (int j = Math.max(0, -left); j < kernel && left + j < width; j++) {
          place.visit((c * kernel + i) * kernel + j, row + j);
        }
      }
    }
  }
}
