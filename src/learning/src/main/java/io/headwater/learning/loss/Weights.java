package io.headwater.learning.loss;

/** Weights of the examples of a mini-batch, or of classes. */
final class Weights {
  private Weights() {}

  static double sum(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }

  /** In the same proportions, with a mean of 1. */
  static double[] withMeanOne(double[] weights) {
    double mean = sum(weights) / weights.length;
    double[] scaled = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      scaled[i] = weights[i] / mean;
    }
    return scaled;
  }
}
