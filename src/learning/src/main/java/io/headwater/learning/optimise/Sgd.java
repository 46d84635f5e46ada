package io.headwater.learning.optimise;

import java.util.List;

/**
 * Stochastic gradient descent, with momentum as in Sutskever et al., "On the importance of
 * initialization and momentum in deep learning", 2013, in PyTorch's form: velocity = momentum *
 * velocity + gradient; step = rate * velocity, or with Nesterov's momentum rate * (gradient +
 * momentum * velocity). Slot: "velocity", if there is momentum.
 *
 * @param learningRate over 0
 * @param momentum in [0, 1)
 * @param nesterov only with momentum
 * @param weightDecay this times the parameter is added to its gradient; 0 or more
 */
public record Sgd(double learningRate, double momentum, boolean nesterov, double weightDecay)
    implements Optimiser {
  private static final List<String> SLOTS = List.of("velocity");

  public Sgd {
    Setting.requirePositive("learningRate", learningRate);
    Setting.requireFraction("momentum", momentum);
    Setting.requireNotNegative("weightDecay", weightDecay);
    if (nesterov) {
      Setting.require(momentum > 0, "momentum", momentum, "over 0 to be Nesterov's");
    }
  }

  @Override
  public String kind() {
    return "sgd";
  }

  @Override
  public List<String> slots() {
    return momentum > 0 ? SLOTS : List.of();
  }

  @Override
  public Step step(long number, Update update) {
    float factor = (float) update.factor();
    float rate = (float) update.rate();
    float decay = (float) weightDecay;
    float keep = (float) momentum;
    return (w, g, slots, count, decays) -> {
      Loops.scale(g, factor, count);
      if (decays && decay != 0) {
        Loops.add(g, decay, w, count);
      }
      if (keep == 0) {
        Loops.add(w, -rate, g, count);
        return;
      }
      float[] velocity = slots[0];
      for (int i = 0; i < count; i++) {
        velocity[i] = keep * velocity[i] + g[i];
      }
      if (nesterov) {
        Loops.add(w, -rate, g, count);
        Loops.add(w, -rate * keep, velocity, count);
      } else {
        Loops.add(w, -rate, velocity, count);
      }
    };
  }
}
