package io.headwater.job.config;

import io.headwater.learning.augment.Augmentation;
import io.headwater.learning.augment.Blur;
import io.headwater.learning.augment.ColourJitter;
import io.headwater.learning.augment.CropAndScale;
import io.headwater.learning.augment.CutOut;
import io.headwater.learning.augment.Fill;
import io.headwater.learning.augment.HorizontalFlip;
import io.headwater.learning.augment.Mirror;
import io.headwater.learning.augment.Noise;
import io.headwater.learning.augment.RandomErasing;
import io.headwater.learning.augment.Region;
import io.headwater.learning.augment.Rotate;
import io.headwater.learning.augment.Transform;
import io.headwater.learning.augment.VerticalFlip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The key "augment" of a task: a list whose items are of kinds. */
final class AugmentOptions {
  private static final Option<Double> PROBABILITY =
      Option.withDefault(
              "probability",
              OptionTypes.numberFromZeroTo(1),
              "0.5",
              "How likely an image is to be changed.")
          .addedLater();

  private static final Option<Double> DEGREES =
      Option.withDefault(
          "degrees",
          OptionTypes.positiveNumberTo(180),
          "15.0",
          "The largest angle, to either side.");

  private static final Option<Double> MIN_AREA =
      Option.withDefault(
          "minArea",
          OptionTypes.positiveNumberTo(1),
          "0.08",
          "The smallest part of the image's area.");

  private static final Option<Double> MAX_AREA =
      Option.withDefault(
          "maxArea", OptionTypes.positiveNumberTo(1), "1.0", "The largest part of the area.");

  private static final Option<Double> MIN_ASPECT =
      Option.withDefault(
          "minAspect",
          OptionTypes.positiveNumberTo(1),
          "0.75",
          "How much flatter or steeper than the image it is at most: from this to 1 / this.");

  private static final Option<Double> MIN_SIGMA =
      Option.withDefault(
          "minSigma",
          OptionTypes.positiveNumberTo(10),
          "0.1",
          "The smallest standard deviation, in pixels.");

  private static final Option<Double> MAX_SIGMA =
      Option.withDefault(
          "maxSigma",
          OptionTypes.positiveNumberTo(10),
          "2.0",
          "The largest standard deviation, in pixels.");

  private static final Option<Double> BRIGHTNESS = jitter("brightness", "0.4");

  private static final Option<Double> CONTRAST = jitter("contrast", "0.4");

  private static final Option<Double> SATURATION = jitter("saturation", "0.4");

  private static final Option<Double> HUE =
      Option.withDefault(
          "hue",
          OptionTypes.numberFromZeroTo(0.5),
          "0.1",
          "The largest turn of the hue, to either side, as a part of a circle.");

  private static final Option<Double> DEVIATION =
      Option.withDefault(
          "deviation",
          OptionTypes.positiveNumberTo(1),
          "0.05",
          "The standard deviation, as a part of the range from black to white.");

  private static final Option<Double> SIZE =
      Option.withDefault(
          "size",
          OptionTypes.positiveNumberTo(1),
          "0.5",
          "The side of the square, as a part of the image's shorter one.");

  private static final Option<Fill> FILL =
      Option.withDefault(
          "fill",
          OptionTypes.choice(fills()),
          Fill.RANDOM.id(),
          "What takes the place of the erased pixels.");

  private static final OptionKinds<Augmentation> KINDS =
      OptionKinds.required(
          "What is done to images.",
          List.of(
              variant(
                  "horizontal-flip",
                  "Exchanges left and right.",
                  List.of(),
                  (values, path) -> new HorizontalFlip()),
              variant(
                  "vertical-flip",
                  "Exchanges top and bottom.",
                  List.of(),
                  (values, path) -> new VerticalFlip()),
              variant(
                  "mirror",
                  "Mirrors at the main diagonal, so that rows become columns; of square images.",
                  List.of(),
                  (values, path) -> new Mirror()),
              variant(
                  "rotate",
                  "Rotates about the centre; beyond its border an image goes on with the border's"
                      + " pixels.",
                  List.of(DEGREES),
                  (values, path) -> new Rotate(values.get(path, DEGREES))),
              variant(
                  "crop-and-scale",
                  "Cuts a rectangle out and stretches it to the whole image (Szegedy et al., 2015).",
                  List.of(MIN_AREA, MAX_AREA, MIN_ASPECT),
                  (values, path) -> new CropAndScale(region(values, path))),
              variant(
                  "blur",
                  "Blurs with a Gaussian.",
                  List.of(MIN_SIGMA, MAX_SIGMA),
                  (values, path) ->
                      new Blur(values.get(path, MIN_SIGMA), values.get(path, MAX_SIGMA))),
              variant(
                  "colour-jitter",
                  "Changes brightness and contrast, and of colour images saturation and hue.",
                  List.of(BRIGHTNESS, CONTRAST, SATURATION, HUE),
                  (values, path) ->
                      new ColourJitter(
                          values.get(path, BRIGHTNESS),
                          values.get(path, CONTRAST),
                          values.get(path, SATURATION),
                          values.get(path, HUE))),
              variant(
                  "noise",
                  "Adds Gaussian noise to each value.",
                  List.of(DEVIATION),
                  (values, path) -> new Noise(values.get(path, DEVIATION))),
              variant(
                  "random-erasing",
                  "Erases a rectangle, with the edges in it (Zhong et al., 2020).",
                  List.of(
                      MIN_AREA.defaultingTo("0.02"),
                      MAX_AREA.defaultingTo("0.4"),
                      MIN_ASPECT.defaultingTo("0.3"),
                      FILL),
                  (values, path) ->
                      new RandomErasing(region(values, path), values.get(path, FILL))),
              variant(
                  "cut-out",
                  "Erases a square about any pixel, with the edges in it (DeVries and Taylor, 2017).",
                  List.of(SIZE, FILL.defaultingTo(Fill.BLACK.id())),
                  (values, path) -> new CutOut(values.get(path, SIZE), values.get(path, FILL)))));

  static final Option<List<Kinded<Augmentation>>> AUGMENT =
      Option.withDefault(
          "augment",
          OptionTypes.listOfKinds(KINDS),
          "[]",
          "Random changes of image and label together, in this order: kinds, or mappings with a kind"
              + " and its keys (see below). An event with labels for several tasks gets those that"
              + " all of them list alike. Masks and boxes move with the image; an object of which"
              + " less than a quarter is left in it counts as absent. The images of a pair change"
              + " each on its own.");

  private AugmentOptions() {}

  private static Option<Double> jitter(String name, String most) {
    return Option.withDefault(
        name,
        OptionTypes.numberFromZeroTo(10),
        most,
        "The " + name + " is multiplied by 1 - this, but not under 0, to 1 + this.");
  }

  private static OptionVariant<Augmentation> variant(
      String kind,
      String description,
      List<Option<?>> options,
      BiFunction<OptionValues, String, Transform> transform) {
    List<Option<?>> all = new ArrayList<>(List.of(PROBABILITY));
    all.addAll(options);
    return new OptionVariant<>(
        kind,
        description,
        all,
        (values, path) ->
            new Augmentation(transform.apply(values, path), values.get(path, PROBABILITY)));
  }

  private static Region region(OptionValues values, String path) {
    return new Region(
        values.get(path, MIN_AREA), values.get(path, MAX_AREA), values.get(path, MIN_ASPECT));
  }

  private static Map<String, Fill> fills() {
    Map<String, Fill> fills = new LinkedHashMap<>();
    Arrays.stream(Fill.values()).forEach(fill -> fills.put(fill.id(), fill));
    return fills;
  }
}
