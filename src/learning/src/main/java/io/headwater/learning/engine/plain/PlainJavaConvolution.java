package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.Mode;
import io.headwater.learning.model.Layer.Convolution;
import java.util.List;

/** Cross-correlation with W [out, in, kernel, kernel]. */
final class PlainJavaConvolution implements PlainJavaLayer {
  private final Convolution layer;
  private final int channels;
  private final int height;
  private final int width;
  private final int outHeight;
  private final int outWidth;

  PlainJavaConvolution(Convolution layer, List<Integer> input, List<Integer> output) {
    this.layer = layer;
    this.channels = input.get(0);
    this.height = input.get(1);
    this.width = input.get(2);
    this.outHeight = output.get(1);
    this.outWidth = output.get(2);
  }

  @Override
  public double[] forward(List<double[]> inputs, List<double[]> parameters, int count, Mode mode) {
    double[] x = inputs.get(0);
    double[] weight = parameters.get(0);
    double[] y = new double[count * layer.outputChannels() * outHeight * outWidth];
    for (int i = 0; i < y.length; i++) {
      y[i] = layer.hasBias() ? parameters.get(1)[channelOf(i)] : 0;
    }
    overProducts(count, (in, w, out) -> y[out] += x[in] * weight[w]);
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
    double[] x = inputs.get(0);
    double[] weight = parameters.get(0);
    double[] onX = onInputs.get(0);
    double[] onWeight = onParameters.get(0);
    for (int i = 0; i < onOutput.length && layer.hasBias(); i++) {
      onParameters.get(1)[channelOf(i)] += onOutput[i];
    }
    overProducts(
        count,
        (in, w, out) -> {
          onX[in] += onOutput[out] * weight[w];
          onWeight[w] += onOutput[out] * x[in];
        });
  }

  private int channelOf(int outputIndex) {
    return outputIndex / (outHeight * outWidth) % layer.outputChannels();
  }

  /** One product of the sums: indices into input, weight and output. */
  private interface Product {
    void visit(int in, int weight, int out);
  }

  private void overProducts(int count, Product product) {
    int kernel = layer.kernel();
    int planes = layer.outputChannels();
    for (int n = 0; n < count; n++) {
      for (int o = 0; o < planes; o++) {
        for (int c = 0; c < channels; c++) {
          for (int i = 0; i < kernel; i++) {
            for (int j = 0; j < kernel; j++) {
              int weight = ((o * channels + c) * kernel + i) * kernel + j;
              for (int row = 0; row < outHeight; row++) {
                int y = row * layer.stride() + i - layer.padding();
                for (int column = 0; column < outWidth && y >= 0 && y < height; column++) {
                  int x = column * layer.stride() + j - layer.padding();
                  if (x >= 0 && x < width) {
                    product.visit(
                        ((n * channels + c) * height + y) * width + x,
                        weight,
                        ((n * planes + o) * outHeight + row) * outWidth + column);
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
