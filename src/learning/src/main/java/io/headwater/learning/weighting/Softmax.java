package io.headwater.learning.weighting;

import java.util.Arrays;

/** Shares that follow from scores: over 0, with the sum 1. */
final class Softmax {
  private Softmax() {}

  static double[] of(double[] scores) {
    double largest = Arrays.stream(scores).max().orElse(0);
    return shares(Arrays.stream(scores).map(score -> Math.exp(score - largest)).toArray());
  }

  /** The parts of a sum. */
  static double[] shares(double[] parts) {
    double sum = Arrays.stream(parts).sum();
    return Arrays.stream(parts).map(part -> part / sum).toArray();
  }

  /** The same with the mean 1, as equal weights have. */
  static double[] ofMeanOne(double[] shares) {
    return Arrays.stream(shares).map(share -> share * shares.length).toArray();
  }

  /** The gradient on the scores, of one on the shares. */
  static double[] gradient(double[] shares, double[] onShares) {
    double mean = 0;
    for (int i = 0; i < shares.length; i++) {
      mean += shares[i] * onShares[i];
    }
    double[] onScores = new double[shares.length];
    for (int i = 0; i < shares.length; i++) {
      onScores[i] = shares[i] * (onShares[i] - mean);
    }
    return onScores;
  }
}
