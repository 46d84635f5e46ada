package io.headwater.job.config;

import io.headwater.learning.optimise.Adam;
import io.headwater.learning.optimise.AdamW;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.optimise.RmsProp;
import io.headwater.learning.optimise.Sgd;
import java.util.List;

/** Keys of the section "training.optimiser": a kind for each optimiser. */
final class OptimiserOptions {
  private static final Option<Double> LEARNING_RATE =
      Option.withDefault(
          "learningRate", OptionTypes.positiveNumber(), "0.001", "How far an update goes.");

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

  private static final Option<Double> ALPHA =
      Option.withDefault(
          "alpha",
          OptionTypes.fractionBelowOne(),
          "0.99",
          "How slowly the mean of the squared gradients fades.");

  private static final Option<Double> EPSILON =
      Option.withDefault(
          "epsilon", OptionTypes.positiveNumber(), "1.0e-8", "Keeps the divisor away from zero.");

  private static final Option<Double> MOMENTUM =
      Option.withDefault(
          "momentum",
          OptionTypes.fractionBelowOne(),
          "0.9",
          "How much of an update goes on in the next one; 0 for none, which needs no memory.");

  private static final Option<Boolean> NESTEROV =
      Option.withDefault(
          "nesterov",
          OptionTypes.trueOrFalse(),
          "false",
          "Whether the momentum is Nesterov's, which must be over 0.");

  private static final Option<Double> WEIGHT_DECAY =
      Option.withDefault(
          "weightDecay",
          OptionTypes.numberFromZero(),
          "0.0",
          "This times the parameter is added to its gradient.");

  private static final Option<Double> DECOUPLED_DECAY =
      Option.withDefault(
          "weightDecay",
          OptionTypes.numberFromZero(),
          "0.01",
          "Each update takes this times the learning rate off the parameter.");

  private static final OptionVariant<Optimiser> ADAM =
      new OptionVariant<>(
          "adam",
          "Adam (Kingma and Ba, 2015).",
          List.of(LEARNING_RATE, BETA1, BETA2, EPSILON, WEIGHT_DECAY.addedLater()),
          (values, path) ->
              new Adam(
                  values.get(path, LEARNING_RATE),
                  values.get(path, BETA1),
                  values.get(path, BETA2),
                  values.get(path, EPSILON),
                  values.get(path, WEIGHT_DECAY)));

  private static final OptionVariant<Optimiser> ADAMW =
      new OptionVariant<>(
          "adamw",
          "Adam with decoupled weight decay (Loshchilov and Hutter, 2019).",
          List.of(LEARNING_RATE, BETA1, BETA2, EPSILON, DECOUPLED_DECAY),
          (values, path) ->
              new AdamW(
                  values.get(path, LEARNING_RATE),
                  values.get(path, BETA1),
                  values.get(path, BETA2),
                  values.get(path, EPSILON),
                  values.get(path, DECOUPLED_DECAY)));

  private static final OptionVariant<Optimiser> SGD =
      new OptionVariant<>(
          "sgd",
          "Stochastic gradient descent with momentum (Sutskever et al., 2013).",
          List.of(LEARNING_RATE.defaultingTo("0.01"), MOMENTUM, NESTEROV, WEIGHT_DECAY),
          (values, path) ->
              new Sgd(
                  values.get(path, LEARNING_RATE),
                  values.get(path, MOMENTUM),
                  values.get(path, NESTEROV),
                  values.get(path, WEIGHT_DECAY)));

  private static final OptionVariant<Optimiser> RMSPROP =
      new OptionVariant<>(
          "rmsprop",
          "RMSProp (Tieleman and Hinton, 2012).",
          List.of(
              LEARNING_RATE.defaultingTo("0.01"),
              ALPHA,
              EPSILON,
              MOMENTUM.defaultingTo("0.0"),
              WEIGHT_DECAY),
          (values, path) ->
              new RmsProp(
                  values.get(path, LEARNING_RATE),
                  values.get(path, ALPHA),
                  values.get(path, EPSILON),
                  values.get(path, MOMENTUM),
                  values.get(path, WEIGHT_DECAY)));

  static final OptionKinds<Optimiser> KINDS =
      OptionKinds.firstByDefault(
              "The rule by which gradients move parameters.", List.of(ADAM, ADAMW, SGD, RMSPROP))
          .addedLater();

  static final OptionSection SECTION =
      OptionSection.ofKinds(
          "optimiser", "The optimiser of the trunk and of every head.", KINDS, List.of());

  private OptimiserOptions() {}
}
