package io.headwater.job.config;

import io.headwater.learning.optimise.Adam;
import java.util.List;

/** Keys of the section "training.optimiser": a kind for each optimiser. */
final class OptimiserOptions {
  private static final Option<Double> LEARNING_RATE =
      Option.withDefault(
          "learningRate", OptionTypes.positiveNumber(), "0.001", "How far a step goes.");

  private static final Option<Double> BETA1 =
      Option.withDefault(
          "beta1",
          OptionTypes.fractionBelowOne(),
          "0.9",
          "How slowly the mean of the gradients fades.");

  private static final Option<Double> BETA2 =
      Option.withDefault(
          "beta2",
          OptionTypes.fractionBelowOne(),
          "0.999",
          "How slowly the mean of the squared gradients fades.");

  private static final Option<Double> EPSILON =
      Option.withDefault(
          "epsilon", OptionTypes.positiveNumber(), "1.0e-8", "Keeps the divisor away from zero.");

  private static final OptionVariant<Adam> ADAM =
      new OptionVariant<>(
          "adam",
          "Adam (Kingma and Ba, 2015).",
          List.of(LEARNING_RATE, BETA1, BETA2, EPSILON),
          (values, path) ->
              new Adam(
                  values.get(path, LEARNING_RATE),
                  values.get(path, BETA1),
                  values.get(path, BETA2),
                  values.get(path, EPSILON)));

  static final OptionKinds<Adam> KINDS =
      OptionKinds.firstByDefault("The rule by which gradients move parameters.", List.of(ADAM))
          .addedLater();

  static final OptionSection SECTION =
      OptionSection.ofKinds(
          "optimiser", "The optimiser of the trunk and of every head.", KINDS, List.of());

  private OptimiserOptions() {}
}
