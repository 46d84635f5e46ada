package io.headwater.job.config;

import io.headwater.learning.weighting.DualBalancing;
import io.headwater.learning.weighting.DynamicWeightAverage;
import io.headwater.learning.weighting.Famo;
import io.headwater.learning.weighting.FixedWeights;
import io.headwater.learning.weighting.GeometricMean;
import io.headwater.learning.weighting.GradNorm;
import io.headwater.learning.weighting.ImtlL;
import io.headwater.learning.weighting.RandomWeights;
import io.headwater.learning.weighting.SmoothTchebycheff;
import io.headwater.learning.weighting.Uncertainty;
import io.headwater.learning.weighting.Weighting;
import java.util.List;

/** Keys of the section "training.weighting": a kind for each method. */
final class WeightingOptions {
  private static final Option<Double> LEARNING_RATE =
      Option.withDefault(
          "learningRate",
          OptionTypes.positiveNumber(),
          "0.01",
          "How far a step moves what the weights are made of, by Adam.");

  private static final Option<Double> ALPHA =
      Option.withDefault(
          "alpha",
          OptionTypes.numberFromZero(),
          "1.5",
          "How strongly tasks that learn slowly are favoured.");

  private static final Option<Double> TEMPERATURE =
      Option.withDefault(
          "temperature",
          OptionTypes.positiveNumber(),
          "2.0",
          "The higher, the more even the weights.");

  private static final Option<Integer> INTERVAL =
      Option.withDefault(
          "interval",
          OptionTypes.integer(1, 1_000_000),
          "100",
          "Steps of a task whose mean loss is compared with that of as many before.");

  private static final Option<Long> SEED =
      Option.withDefault(
          "seed",
          OptionTypes.wholeNumber(Long.MIN_VALUE, Long.MAX_VALUE),
          "1",
          "Seeds the weights, with the number of the step.");

  private static final Option<Double> DECAY =
      Option.withDefault(
          "decay",
          OptionTypes.numberFromZero(),
          "0.001",
          "How quickly what was long ago is forgotten: the paper's gamma.");

  private static final Option<Double> MU =
      Option.withDefault(
          "mu",
          OptionTypes.positiveNumber(),
          "1.0",
          "How smooth: towards 0, the task that has improved least counts alone.");

  private static final Option<Integer> WARM_UP =
      Option.withDefault(
          "warmUp",
          OptionTypes.integer(1, 1_000_000),
          "100",
          "First steps of a task, whose mean loss its later ones are compared with.");

  private static final OptionVariant<Weighting> FIXED =
      new OptionVariant<>(
          "fixed",
          "The tasks' `lossWeight` alone.",
          List.of(),
          (values, path) -> new FixedWeights());

  private static final OptionVariant<Weighting> UNCERTAINTY =
      new OptionVariant<>(
          "uncertainty",
          "By uncertainties that are learned (Kendall, Gal and Cipolla, 2018).",
          List.of(LEARNING_RATE),
          (values, path) -> new Uncertainty(values.get(path, LEARNING_RATE)));

  private static final OptionVariant<Weighting> GRADNORM =
      new OptionVariant<>(
          "gradnorm",
          "Brings the tasks' gradients to one norm, larger for tasks that learn slowly (Chen et al.,"
              + " 2018). Takes the tasks' gradients one by one.",
          List.of(ALPHA, LEARNING_RATE.defaultingTo("0.025")),
          (values, path) -> new GradNorm(values.get(path, ALPHA), values.get(path, LEARNING_RATE)));

  private static final OptionVariant<Weighting> DWA =
      new OptionVariant<>(
          "dwa",
          "More for tasks whose losses fall slowly (Liu, Johns and Davison, 2019).",
          List.of(TEMPERATURE, INTERVAL),
          (values, path) ->
              new DynamicWeightAverage(values.get(path, TEMPERATURE), values.get(path, INTERVAL)));

  private static final OptionVariant<Weighting> RLW =
      new OptionVariant<>(
          "rlw",
          "At random, anew in each step (Lin et al., 2022).",
          List.of(SEED),
          (values, path) -> new RandomWeights(values.get(path, SEED)));

  private static final OptionVariant<Weighting> GLS =
      new OptionVariant<>(
          "gls",
          "The geometric mean of the losses (Chennupati et al., 2019).",
          List.of(),
          (values, path) -> new GeometricMean());

  private static final OptionVariant<Weighting> IMTL_L =
      new OptionVariant<>(
          "imtl-l",
          "Brings the weighted losses to 1, by scales that are learned (Liu et al., 2021).",
          List.of(LEARNING_RATE),
          (values, path) -> new ImtlL(values.get(path, LEARNING_RATE)));

  private static final OptionVariant<Weighting> FAMO =
      new OptionVariant<>(
          "famo",
          "More for tasks whose losses an update lessens by a smaller part (Liu et al., 2023). Takes"
              + " another forward pass in each step.",
          List.of(LEARNING_RATE.defaultingTo("0.025"), DECAY),
          (values, path) -> new Famo(values.get(path, LEARNING_RATE), values.get(path, DECAY)));

  private static final OptionVariant<Weighting> STCH =
      new OptionVariant<>(
          "stch",
          "Smooth Tchebycheff: more for tasks that have improved least (Lin et al., 2024).",
          List.of(MU, WARM_UP),
          (values, path) -> new SmoothTchebycheff(values.get(path, MU), values.get(path, WARM_UP)));

  private static final OptionVariant<Weighting> DB_MTL =
      new OptionVariant<>(
          "db-mtl",
          "The losses' logarithms, with gradients of one norm (Lin et al., 2023). Takes the tasks'"
              + " gradients one by one.",
          List.of(),
          (values, path) -> new DualBalancing());

  static final OptionKinds<Weighting> KINDS =
      OptionKinds.firstByDefault(
              "The method.",
              List.of(FIXED, UNCERTAINTY, GRADNORM, DWA, RLW, GLS, IMTL_L, FAMO, STCH, DB_MTL))
          .addedLater();

  static final OptionSection SECTION =
      OptionSection.ofKinds(
          "weighting",
          "How the tasks' losses are weighed against each other in a step: the method's weight of a"
              + " task multiplies its `lossWeight`. A task without labels in a step takes no part in"
              + " it.",
          KINDS,
          List.of());

  private WeightingOptions() {}
}
