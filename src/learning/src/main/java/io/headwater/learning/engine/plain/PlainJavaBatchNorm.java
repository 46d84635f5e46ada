package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.Pass;
import io.headwater.learning.model.Layer.BatchNorm;
import java.util.Arrays;
import java.util.List;

/** y = weight (x - mean) / sqrt(variance + epsilon) + bias, channel by channel. */
final class PlainJavaBatchNorm implements PlainJavaLayer {
  private final BatchNorm layer;
  private final int channels;
  private final int plane;
  private final double[] runningMean;
  private final double[] runningVariance;
  private final double[] mean;
  private final double[] variance;
  private int each;
  private boolean observed;

  /**
   * @param statistics running mean and running variance, which it moves
   */
  PlainJavaBatchNorm(BatchNorm layer, List<Integer> input, List<double[]> statistics) {
    this.layer = layer;
    this.channels = input.get(0);
    this.plane = input.get(1) * input.get(2);
    this.runningMean = statistics.get(0);
    this.runningVariance = statistics.get(1);
    this.mean = new double[channels];
    this.variance = new double[channels];
  }

  @Override
  public double[] forward(List<double[]> inputs, List<double[]> parameters, Pass pass) {
    double[] x = inputs.get(0);
    boolean byItself = pass.isTraining() && layer.hasStatistics(pass.count());
    if (pass.isTraining()) {
      observed = byItself;
    }
    if (byItself) {
      observe(x, pass.count() * plane);
    }
    double[] mean = byItself ? this.mean : runningMean;
    double[] variance = byItself ? this.variance : runningVariance;
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int c = channelOf(i);
      double normal = (x[i] - mean[c]) / deviation(variance[c]);
      y[i] = parameters.get(0)[c] * normal + parameters.get(1)[c];
    }
    return y;
  }

  /** Mean and biased variance of each channel. */
  private void observe(double[] x, int each) {
    this.each = each;
    Arrays.fill(mean, 0);
    Arrays.fill(variance, 0);
    for (int i = 0; i < x.length; i++) {
      mean[channelOf(i)] += x[i] / each;
    }
    for (int i = 0; i < x.length; i++) {
      double distance = x[i] - mean[channelOf(i)];
      variance[channelOf(i)] += distance * distance / each;
    }
  }

  /**
   * Ioffe and Szegedy, section 3: dx = weight / sd (dy - mean(dy) - normal mean(dy normal)). Where
   * mean and sd are constants: dx = weight / sd dy.
   */
  @Override
  public void backward(
      List<double[]> inputs,
      List<double[]> parameters,
      double[] output,
      double[] onOutput,
      List<double[]> onInputs,
      List<double[]> onParameters,
      Pass pass) {
    double[] x = inputs.get(0);
    double[] onWeight = new double[channels];
    double[] onBias = new double[channels];
    boolean byItself = layer.hasStatistics(pass.count());
    double[] mean = byItself ? this.mean : runningMean;
    double[] variance = byItself ? this.variance : runningVariance;
    for (int i = 0; i < x.length; i++) {
      int c = channelOf(i);
      onWeight[c] += onOutput[i] * (x[i] - mean[c]) / deviation(variance[c]);
      onBias[c] += onOutput[i];
    }
    for (int i = 0; i < x.length; i++) {
      int c = channelOf(i);
      double normal = (x[i] - mean[c]) / deviation(variance[c]);
      double ofStatistics = byItself ? (onBias[c] + normal * onWeight[c]) / each : 0;
      onInputs.get(0)[i] +=
          parameters.get(0)[c] / deviation(variance[c]) * (onOutput[i] - ofStatistics);
    }
    for (int c = 0; c < channels; c++) {
      onParameters.get(0)[c] += onWeight[c];
      onParameters.get(1)[c] += onBias[c];
    }
  }

  @Override
  public Runnable observation() {
    if (!observed) {
      return () -> {};
    }
    double unbiased = (double) each / (each - 1);
    double[] observedMean = mean.clone();
    double[] observedVariance = variance.clone();
    return () -> {
      for (int c = 0; c < channels; c++) {
        runningMean[c] += layer.momentum() * (observedMean[c] - runningMean[c]);
        runningVariance[c] +=
            layer.momentum() * (unbiased * observedVariance[c] - runningVariance[c]);
      }
    };
  }

  private double deviation(double variance) {
    return Math.sqrt(variance + layer.epsilon());
  }

  private int channelOf(int index) {
    return index / plane % channels;
  }
}
