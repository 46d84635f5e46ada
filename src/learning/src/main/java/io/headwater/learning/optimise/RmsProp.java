package io.headwater.learning.optimise;

import java.util.List;

/**
 * RMSProp (Tieleman and Hinton, "Lecture 6.5", 2012) in PyTorch's form: square = alpha * square +
 * (1 - alpha) * gradient^2; step = rate * gradient / (sqrt(square) + epsilon), or with momentum
 * rate * velocity, where velocity = momentum * velocity + gradient / (sqrt(square) + epsilon).
 * Slots: "square", and "velocity" if there is momentum.
 *
 * @param learningRate over 0
 * @param alpha in [0, 1)
 * @param epsilon over 0
 * @param momentum in [0, 1)
 * @param weightDecay this times the parameter is added to its gradient; 0 or more
 */
public record RmsProp(
    double learningRate, double alpha, double epsilon, double momentum, double weightDecay)
    implements Optimiser {
  private static final String SQUARE = "square";
  private static final String VELOCITY = "velocity";

  public RmsProp {
    Setting.requirePositive("learningRate", learningRate);
    Setting.requireFraction("alpha", alpha);
    Setting.requirePositive("epsilon", epsilon);
    Setting.requireFraction("momentum", momentum);
    Setting.requireNotNegative("weightDecay", weightDecay);
  }

  @Override
  public String kind() {
    return "rmsprop";
  }

  @Override
  public List<String> slots() {
    return momentum > 0 ? List.of(SQUARE, VELOCITY) : List.of(SQUARE);
  }

  @Override
  public Step step(long number, Update update) {
    float factor = (float) update.factor();
    float rate = (float) update.rate();
    float decay = (float) weightDecay;
    float keep = (float) alpha;
    float add = 1 - keep;
    float least = (float) epsilon;
    float keepVelocity = (float) momentum;
    return (w, g, slots, count, decays) -> {
      Loops.scale(g, factor, count);
      if (decays && decay != 0) {
        Loops.add(g, decay, w, count);
      }
      float[] square = slots[0];
      for (int i = 0; i < count; i++) {
        square[i] = keep * square[i] + add * g[i] * g[i];
        g[i] = g[i] / ((float) Math.sqrt(square[i]) + least);
      }
      if (keepVelocity == 0) {
        Loops.add(w, -rate, g, count);
        return;
      }
      float[] velocity = slots[1];
      for (int i = 0; i < count; i++) {
        velocity[i] = keepVelocity * velocity[i] + g[i];
      }
      Loops.add(w, -rate, velocity, count);
    };
  }
}
