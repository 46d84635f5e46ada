package io.headwater.learning.optimise;

import java.util.List;

/**
 * Adam, in the efficient form at the end of section 2 of Kingma and Ba, "Adam: a method for
 * stochastic optimization", 2015: step = rate * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) +
 * epsilon), where t counts the updates of the one network. Slots: "m" and "v".
 *
 * @param learningRate over 0
 * @param beta1 in [0, 1)
 * @param beta2 in [0, 1)
 * @param epsilon over 0
 * @param weightDecay this times the parameter is added to its gradient; 0 or more
 */
public record Adam(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimiser {
  /** Its name in configuration and saved states. */
  static final String KIND = "adam";

  /** Names of its slots: the moving averages of the gradients and of their squares. */
  static final List<String> SLOTS = List.of("m", "v");

  public Adam {
    Setting.requirePositive("learningRate", learningRate);
    Setting.requireFraction("beta1", beta1);
    Setting.requireFraction("beta2", beta2);
    Setting.requirePositive("epsilon", epsilon);
    Setting.requireNotNegative("weightDecay", weightDecay);
  }

  /** Without weight decay. */
  public Adam(double learningRate, double beta1, double beta2, double epsilon) {
    this(learningRate, beta1, beta2, epsilon, 0);
  }

  public static Adam withLearningRate(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<String> slots() {
    return SLOTS;
  }

  @Override
  public Step step(long number, Update update) {
    return new AdamStep(this, number, update, weightDecay, 0);
  }
}
