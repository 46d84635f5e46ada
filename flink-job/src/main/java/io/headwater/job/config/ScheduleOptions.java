package io.headwater.job.config;

import io.headwater.learning.schedule.Constant;
import io.headwater.learning.schedule.Cosine;
import io.headwater.learning.schedule.Plateau;
import io.headwater.learning.schedule.Schedule;
import io.headwater.learning.schedule.Stairs;
import java.util.List;

/** Keys of the section "training.schedule": a kind for each schedule of the learning rate. */
final class ScheduleOptions {
  private static final OptionType<Long> STEPS = OptionTypes.wholeNumber(1, 1_000_000_000);

  private static final Option<Long> WARM_UP =
      Option.withDefault(
          "warmUp",
          OptionTypes.wholeNumber(0, 1_000_000_000),
          "0",
          "Steps in which the rate rises to the optimiser's.");

  private static final Option<Long> PERIOD =
      Option.required("period", STEPS, "Steps in which it falls to the floor.");

  private static final Option<Boolean> RESTARTS =
      Option.withDefault(
          "restarts",
          OptionTypes.trueOrFalse(),
          "false",
          "Whether it then begins to fall anew, or stays at the floor.");

  private static final Option<Long> EVERY =
      Option.required("every", STEPS, "Steps after which the rate is multiplied by the factor.");

  private static final Option<Double> FACTOR =
      Option.withDefault(
          "factor", OptionTypes.positiveNumberBelowOne(), "0.1", "What the rate is multiplied by.");

  private static final Option<Long> PATIENCE =
      Option.withDefault(
          "patience",
          STEPS,
          "1000",
          "Steps with new examples that are put up with, though the loss is not less than ever.");

  private static final Option<Double> THRESHOLD =
      Option.withDefault(
          "threshold",
          OptionTypes.fractionBelowOne(),
          "0.01",
          "The part by which a loss must be under the least before it to count as less.");

  private static final Option<Double> FLOOR =
      Option.withDefault(
          "floor",
          OptionTypes.fractionBelowOne(),
          "0.0",
          "The least part of the optimiser's rate that is left.");

  static final OptionKinds<Schedule> KINDS =
      OptionKinds.<Schedule>firstByDefault(
              "How the optimiser's learning rate changes over the model's steps.",
              List.of(
                  new OptionVariant<>(
                      "constant",
                      "The rate stays as it is.",
                      List.of(),
                      (values, path) -> new Constant()),
                  new OptionVariant<>(
                      "cosine",
                      "Up on a line (Goyal et al., 2017), down along half a cosine (Loshchilov and"
                          + " Hutter, 2017).",
                      List.of(WARM_UP, PERIOD, FLOOR, RESTARTS),
                      (values, path) ->
                          new Cosine(
                              values.get(path, WARM_UP),
                              values.get(path, PERIOD),
                              values.get(path, FLOOR),
                              values.get(path, RESTARTS))),
                  new OptionVariant<>(
                      "step",
                      "Down by a factor every so many steps.",
                      List.of(EVERY, FACTOR, FLOOR),
                      (values, path) ->
                          new Stairs(
                              values.get(path, EVERY),
                              values.get(path, FACTOR),
                              values.get(path, FLOOR))),
                  new OptionVariant<>(
                      "plateau",
                      "Down by a factor whenever the tasks' test-then-train losses, each times its"
                          + " `lossWeight`, no longer fall; over `training.metricsWindow` examples.",
                      List.of(FACTOR, PATIENCE, THRESHOLD, FLOOR.defaultingTo("0.001")),
                      (values, path) ->
                          new Plateau(
                              values.get(path, FACTOR),
                              values.get(path, PATIENCE),
                              values.get(path, THRESHOLD),
                              values.get(path, FLOOR)))))
          .addedLater();

  static final OptionSection SECTION =
      OptionSection.ofKinds(
          "schedule",
          "What becomes of the optimiser's learning rate. Steps are the model's, also those before"
              + " a restart.",
          KINDS,
          List.of());

  private ScheduleOptions() {}
}
