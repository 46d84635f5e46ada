package io.headwater.job.config;

import io.headwater.learning.optimise.Clipping;
import io.headwater.learning.optimise.GlobalNorm;
import io.headwater.learning.optimise.LayerNorm;
import io.headwater.learning.optimise.ValueLimit;
import java.util.List;

/** Keys of the section "training.clip": how large gradients are made smaller. */
final class ClipOptions {
  /** From before there were kinds: of the first of them. */
  static final Option<Double> CLIP_NORM =
      Option.withDefault(
          "clipNorm",
          OptionTypes.positiveNumberOrNone(),
          "5.0",
          "The gradients of trunk and heads together are scaled down to this global norm; `none`"
              + " never clips. With another kind of `clip` it is left out.");

  private static final Option<Double> NORM =
      Option.withDefault(
          "norm",
          OptionTypes.positiveNumber(),
          "1.0",
          "The gradient of each parameter is scaled down to this norm.");

  private static final Option<Double> LIMIT =
      Option.withDefault(
          "limit",
          OptionTypes.positiveNumber(),
          "1.0",
          "No value of a gradient is further from 0 than this.");

  static final OptionKinds<Clipping> KINDS =
      OptionKinds.<Clipping>firstByDefault(
              "How gradients are clipped.",
              List.of(
                  new OptionVariant<>(
                      "global-norm",
                      "All gradients together, by `training.clipNorm` (Pascanu et al., 2013).",
                      List.of(),
                      (values, path) -> new GlobalNorm(clipNorm(values))),
                  new OptionVariant<>(
                      "layer-norm",
                      "Each parameter's gradient by its own norm.",
                      List.of(NORM),
                      (values, path) -> {
                        refuseClipNorm(values);
                        return new LayerNorm(values.get(path, NORM));
                      }),
                  new OptionVariant<>(
                      "value",
                      "Each value by itself, which changes the direction (Graves, 2013).",
                      List.of(LIMIT),
                      (values, path) -> {
                        refuseClipNorm(values);
                        return new ValueLimit(values.get(path, LIMIT));
                      })))
          .addedLater();

  static final OptionSection SECTION =
      OptionSection.ofKinds("clip", "How large gradients are made smaller.", KINDS, List.of());

  private ClipOptions() {}

  private static double clipNorm(OptionValues values) {
    return values.find("training", CLIP_NORM).or(CLIP_NORM::defaultValue).orElseThrow();
  }

  private static void refuseClipNorm(OptionValues values) {
    double norm = clipNorm(values);
    if (norm != CLIP_NORM.defaultValue().orElseThrow()) {
      throw new IllegalArgumentException(
          "training.clipNorm is %s, which is of the kind global-norm; leave it out, or this"
              .formatted(Double.isInfinite(norm) ? "none" : norm));
    }
  }
}
