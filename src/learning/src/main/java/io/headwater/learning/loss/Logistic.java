package io.headwater.learning.loss;

/** The logistic function and its cross-entropy, without overflow for any logit. */
public final class Logistic {
  private Logistic() {}

  /** 1 / (1 + exp(-x)). */
  public static double sigmoid(double logit) {
    double e = Math.exp(-Math.abs(logit));
    return (logit >= 0 ? 1 : e) / (1 + e);
  }

  /** -log sigmoid(x) if positive, else -log(1 - sigmoid(x)). Its derivative is sigmoid(x) - y. */
  static double crossEntropy(double logit, boolean positive) {
    double wrong = positive ? -logit : logit;
    return Math.max(wrong, 0) + Math.log(1 + Math.exp(-Math.abs(logit)));
  }
}
