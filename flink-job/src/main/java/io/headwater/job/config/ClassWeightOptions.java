package io.headwater.job.config;

import io.headwater.learning.loss.ClassWeights;
import io.headwater.learning.loss.EffectiveNumber;
import io.headwater.learning.loss.EqualClasses;
import io.headwater.learning.loss.GivenClassWeights;
import java.util.List;
import java.util.Optional;

/** Keys of a classification that weigh its classes. */
final class ClassWeightOptions {
  private static final String EFFECTIVE_NUMBER = "effective-number";

  private static final Option<ClassWeights> WEIGHTS =
      Option.optional(
          "classWeights",
          OptionTypes.wordOrNumbers(
              EFFECTIVE_NUMBER, new EffectiveNumber(), 2, GivenClassWeights::new),
          "How much each class counts in the loss: numbers in the order of the classes, of which"
              + " only the proportions matter (they are scaled to a mean of 1), or"
              + " `effective-number`, which estimates them from the labels of the last"
              + " `training.metricsWindow` examples (Cui et al., 2019). Where it is left out, all"
              + " classes count alike.");

  private static final Option<Double> BETA =
      Option.optional(
          "classWeightsBeta",
          OptionTypes.fractionBelowOne(),
          "The beta of `effective-number`, 0.999 where it is left out: 0 weighs all classes alike,"
              + " towards 1 a class weighs 1 over its number of examples.");

  static final List<Option<?>> ALL = List.of(WEIGHTS, BETA);

  private ClassWeightOptions() {}

  /** What a task chose; equal classes of one that has none. */
  static ClassWeights of(OptionValues values, String task) {
    ClassWeights weights = values.find(task, WEIGHTS).orElse(new EqualClasses());
    Optional<Double> beta = values.find(task, BETA);
    return weights instanceof EffectiveNumber && beta.isPresent()
        ? new EffectiveNumber(beta.get())
        : weights;
  }

  /** What does not hold between the values of a task. */
  static Optional<String> problem(OptionValues values, String task, int classes) {
    Optional<ClassWeights> weights = values.find(task, WEIGHTS);
    if (weights.isPresent()
        && weights.get() instanceof GivenClassWeights given
        && given.weights().size() != classes) {
      return Optional.of(
          "%s is %s; it must have a number for each of the %d classes"
              .formatted(OptionSection.join(task, WEIGHTS.name()), given.weights(), classes));
    }
    Optional<Double> beta = values.find(task, BETA);
    if (beta.isPresent() && !(weights.orElse(new EqualClasses()) instanceof EffectiveNumber)) {
      return Optional.of(
          "%s is %s, which only %s: %s has"
              .formatted(
                  OptionSection.join(task, BETA.name()),
                  beta.get(),
                  WEIGHTS.name(),
                  EFFECTIVE_NUMBER));
    }
    return Optional.empty();
  }
}
