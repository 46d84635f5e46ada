package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.Pass;
import io.headwater.learning.model.Layer.Convolution;
import java.util.Arrays;
import java.util.List;

/**
 * Cross-correlation with W [out, in, height, width], as products of matrices: at each place of the
 * window, the patch of the input [in x height x width] that it covers times W; each group by
 * itself.
 */
final class PlainJavaConvolution implements PlainJavaLayer {
  private final PlainJavaWindow window;
  private final int windowSize;
  private final boolean hasBias;
  private final int groups;
  private final int channels;
  private final int outputs;
  private final int patch;

  PlainJavaConvolution(Convolution layer, List<Integer> input, PlainJavaWindow window) {
    this.window = window;
    this.windowSize = layer.window().size();
    this.hasBias = layer.hasBias();
    this.groups = layer.groups();
    this.channels = input.get(0) / groups;
    this.outputs = layer.outputChannels() / groups;
    this.patch = channels * windowSize;
  }

  @Override
  public double[] forward(List<double[]> inputs, List<double[]> parameters, Pass pass) {
    double[] x = inputs.get(0);
    double[] y = new double[pass.count() * groups * outputs * window.places()];
    double[] of = new double[patch];
    double[] sums = new double[outputs];
    for (int group = 0; group < groups; group++) {
      double[] byPatch = transposed(parameters.get(0), group);
      for (int position = 0; position < pass.count() * window.places(); position++) {
        gather(x, position, group, of);
        for (int o = 0; o < outputs; o++) {
          sums[o] = hasBias ? parameters.get(1)[group * outputs + o] : 0;
        }
        for (int k = 0; k < patch; k++) {
          add(of[k], byPatch, k * outputs, sums, 0, outputs);
        }
        for (int o = 0; o < outputs; o++) {
          y[outputIndex(position, group * outputs + o)] = sums[o];
        }
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
      Pass pass) {
    double[] weight = parameters.get(0);
    double[] onWeight = onParameters.get(0);
    double[] of = new double[patch];
    double[] onPatch = new double[patch];
    for (int position = 0; position < pass.count() * window.places(); position++) {
      for (int group = 0; group < groups; group++) {
        gather(inputs.get(0), position, group, of);
        Arrays.fill(onPatch, 0);
        for (int o = group * outputs; o < (group + 1) * outputs; o++) {
          double gradient = onOutput[outputIndex(position, o)];
          add(gradient, of, 0, onWeight, o * patch, patch);
          add(gradient, weight, o * patch, onPatch, 0, patch);
          if (hasBias) {
            onParameters.get(1)[o] += gradient;
          }
        }
        scatter(onPatch, position, group, onInputs.get(0));
      }
    }
  }

  /** Adds a multiple of some values to others. */
  private static void add(double factor, double[] of, int from, double[] to, int at, int count) {
    for (int i = 0; i < count; i++) {
      to[at + i] += factor * of[from + i];
    }
  }

  /** The weights of a group, [patch, out]. */
  private double[] transposed(double[] weight, int group) {
    double[] transposed = new double[patch * outputs];
    for (int o = 0; o < outputs; o++) {
      for (int k = 0; k < patch; k++) {
        transposed[k * outputs + o] = weight[(group * outputs + o) * patch + k];
      }
    }
    return transposed;
  }

  /** Of a position, counted over the examples, and a channel. */
  private int outputIndex(int position, int channel) {
    int places = window.places();
    return (position / places * groups * outputs + channel) * places + position % places;
  }

  private void gather(double[] x, int position, int group, double[] of) {
    Arrays.fill(of, 0);
    for (int c = 0; c < channels; c++) {
      int map = map(position, group, c);
      int inPatch = c * windowSize;
      window.at(
          position % window.places(), (inWindow, inMap) -> of[inPatch + inWindow] = x[map + inMap]);
    }
  }

  private void scatter(double[] onPatch, int position, int group, double[] onX) {
    for (int c = 0; c < channels; c++) {
      int map = map(position, group, c);
      int inPatch = c * windowSize;
      window.at(
          position % window.places(),
          (inWindow, inMap) -> onX[map + inMap] += onPatch[inPatch + inWindow]);
    }
  }

  /** Where the map of that channel of the group begins. */
  private int map(int position, int group, int channel) {
    int example = position / window.places();
    return ((example * groups + group) * channels + channel) * window.mapSize();
  }
}
