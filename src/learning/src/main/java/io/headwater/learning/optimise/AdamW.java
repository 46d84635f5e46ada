package io.headwater.learning.optimise;

import java.util.List;

/**
 * Adam with decoupled weight decay: Loshchilov and Hutter, "Decoupled weight decay regularization",
 * 2019, algorithm 2, with the decay multiplied by the rate. Slots: as of {@link Adam}.
 *
 * @param learningRate over 0
 * @param beta1 in [0, 1)
 * @param beta2 in [0, 1)
 * @param epsilon over 0
 * @param weightDecay each update takes this times the rate off the parameter; 0 or more
 */
public record AdamW(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimiser {
  public AdamW {
    new Adam(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  @Override
  public String kind() {
    return "adamw";
  }

  @Override
  public List<String> slots() {
    return Adam.SLOTS;
  }

  @Override
  public Step step(long number, Update update) {
    Adam adam = new Adam(learningRate, beta1, beta2, epsilon);
    return new AdamStep(adam, number, update, 0, update.rate() * weightDecay);
  }
}
