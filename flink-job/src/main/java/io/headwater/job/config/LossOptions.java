package io.headwater.job.config;

import io.headwater.learning.loss.BoxLoss;
import io.headwater.learning.loss.ClassBalancedSigmoidCrossEntropy;
import io.headwater.learning.loss.DiceLoss;
import io.headwater.learning.loss.EdgeCrossEntropy;
import io.headwater.learning.loss.EdgeFocalLoss;
import io.headwater.learning.loss.FocalLoss;
import io.headwater.learning.loss.GeneralisedIou;
import io.headwater.learning.loss.Huber;
import io.headwater.learning.loss.LocationLoss;
import io.headwater.learning.loss.Loss;
import io.headwater.learning.loss.SimilarityCrossEntropy;
import io.headwater.learning.loss.SmoothL1;
import io.headwater.learning.loss.SoftmaxCrossEntropy;
import io.headwater.learning.task.TaskKind;
import java.util.List;

/** Keys of the section "loss" of a task: a kind for each loss that its kind of task may have. */
final class LossOptions {
  private static final String NAME = "loss";

  private static final Option<Double> GAMMA =
      Option.withDefault(
          "gamma",
          OptionTypes.numberFromZero(),
          "2.0",
          "How much less counts what is told well; 0 for no less.");

  private static final Option<Double> ALPHA =
      Option.withDefault(
          "alpha",
          OptionTypes.positiveNumberBelowOne(),
          "0.25",
          "The weight of edges; that of all other pixels is 1 less it.");

  private static final Option<Double> BETA =
      Option.withDefault(
              "beta",
              OptionTypes.positiveNumber(),
              "0.1",
              "The error, as a fraction of the image, at which the loss turns from square to linear.")
          .addedLater();

  private static final Option<Double> BOX_WEIGHT =
      Option.withDefault(
          "boxWeight",
          OptionTypes.positiveNumber(),
          "5.0",
          "The weight of the box's loss beside that of presence.");

  private static final Option<Double> DELTA =
      Option.withDefault(
          "delta",
          OptionTypes.positiveNumber(),
          "1.0",
          "The error at which the loss turns from square to linear, in the unit of the labels.");

  private static final OptionKinds<Loss> CLASSIFICATION =
      kinds(
          List.of(
              variant("cross-entropy", "Of the softmax.", new SoftmaxCrossEntropy()),
              new OptionVariant<>(
                  "focal",
                  "Focal loss of the softmax (Lin et al., 2017), for rare or hard classes.",
                  List.of(GAMMA),
                  (values, path) -> new FocalLoss(values.get(path, GAMMA)))));

  private static final OptionKinds<Loss> EDGES =
      kinds(
          List.of(
              variant(
                  "class-balanced",
                  "Sigmoid cross-entropy in which edges count as much as all other pixels of the"
                      + " mini-batch together (Xie and Tu, 2015).",
                  new ClassBalancedSigmoidCrossEntropy()),
              variant(
                  "cross-entropy",
                  "Sigmoid cross-entropy, all pixels alike.",
                  new EdgeCrossEntropy()),
              new OptionVariant<>(
                  "focal",
                  "Focal loss of the sigmoid (Lin et al., 2017).",
                  List.of(GAMMA, ALPHA),
                  (values, path) ->
                      new EdgeFocalLoss(values.get(path, GAMMA), values.get(path, ALPHA))),
              variant(
                  "dice",
                  "1 less the Dice coefficient of each image (Milletari et al., 2016).",
                  new DiceLoss())));

  private static final OptionKinds<Loss> LOCATION =
      kinds(
          List.of(
              new OptionVariant<>(
                  "smooth-l1",
                  "Cross-entropy of presence, and smooth L1 of the box's centre and size (Girshick,"
                      + " 2015).",
                  List.of(BETA, BOX_WEIGHT.addedLater()),
                  (values, path) -> location(new SmoothL1(values.get(path, BETA)), values, path)),
              new OptionVariant<>(
                  "giou",
                  "Cross-entropy of presence, and generalised intersection over union of the boxes"
                      + " (Rezatofighi et al., 2019).",
                  List.of(BOX_WEIGHT.defaultingTo("2.0")),
                  (values, path) -> location(new GeneralisedIou(), values, path))));

  private static final OptionKinds<Loss> SIMILARITY =
      kinds(List.of(variant("cross-entropy", "Of the sigmoid.", new SimilarityCrossEntropy())));

  private static final OptionKinds<Loss> REGRESSION =
      kinds(
          List.of(
              new OptionVariant<>(
                  "huber",
                  "Huber loss (1964): half the squared error where it is small, linear where large.",
                  List.of(DELTA.addedLater()),
                  (values, path) -> new Huber(values.get(path, DELTA)))));

  private LossOptions() {}

  /** What a task of that kind chooses from. */
  static OptionKinds<Loss> kinds(TaskKind kind) {
    return switch (kind) {
      case CLASSIFICATION -> CLASSIFICATION;
      case EDGES -> EDGES;
      case LOCATION -> LOCATION;
      case SIMILARITY -> SIMILARITY;
      case REGRESSION -> REGRESSION;
    };
  }

  static OptionSection section(TaskKind kind) {
    return OptionSection.ofKinds(
        NAME, "What a task of kind " + kind.id() + " is learned by.", kinds(kind), List.of());
  }

  /** The one that a task of that kind chose. */
  static Loss of(OptionValues values, String task, TaskKind kind) {
    return values.make(OptionSection.join(task, NAME), kinds(kind));
  }

  private static OptionKinds<Loss> kinds(List<OptionVariant<Loss>> variants) {
    return OptionKinds.firstByDefault("The loss.", variants).addedLater();
  }

  private static OptionVariant<Loss> variant(String kind, String description, Loss loss) {
    return new OptionVariant<>(kind, description, List.of(), (values, path) -> loss);
  }

  private static Loss location(BoxLoss box, OptionValues values, String path) {
    return new LocationLoss(box, values.get(path, BOX_WEIGHT));
  }
}
