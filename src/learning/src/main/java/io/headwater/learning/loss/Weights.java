package io.headwater.learning.loss;

/** Weights of the examples of a mini-batch. */
final class Weights {
  private Weights() {}

  static double sum(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }
}
