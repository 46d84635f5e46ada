package io.headwater.job.config;

import io.headwater.learning.optimise.Penalty;
import java.util.List;

/** Keys of the section "training.penalty". */
final class PenaltyOptions {
  private static final String PATH = "training.penalty";

  private static final Option<Double> L1 =
      Option.withDefault(
              "l1",
              OptionTypes.numberFromZero(),
              "0.0",
              "This times a parameter's sign is added to its gradient.")
          .addedLater();

  private static final Option<Double> L2 =
      Option.withDefault(
              "l2",
              OptionTypes.numberFromZero(),
              "0.0",
              "This times a parameter is added to its gradient.")
          .addedLater();

  private static final Option<Double> MAX_NORM =
      Option.withDefault(
              "maxNorm",
              OptionTypes.positiveNumberOrNone(),
              "none",
              "After each update the weights of every unit's inputs are scaled down to this norm"
                  + " (Srebro et al., 2005); `none` for no limit.")
          .addedLater();

  static final OptionSection SECTION =
      new OptionSection(
          "penalty",
          "What keeps the weights of all networks small, beside an optimiser's own weight decay;"
              + " biases and what normalises are left alone. It is added after clipping.",
          List.of(L1, L2, MAX_NORM),
          List.of());

  private PenaltyOptions() {}

  static Penalty of(OptionValues values) {
    return new Penalty(values.get(PATH, L1), values.get(PATH, L2), values.get(PATH, MAX_NORM));
  }
}
