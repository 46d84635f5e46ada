package io.headwater.cli.labels;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.headwater.cli.labels.LabelConfig.Control;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.TaskKind;
import io.headwater.serve.predict.Prediction;
import io.headwater.serve.predict.Predictions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the model makes of a task's image, as Label Studio has predictions
 * (docs/source/guide/predictions.md of HumanSignal/label-studio).
 *
 * @param version of the model
 * @param score the least of the results' probabilities; 0 where there are none
 */
record PreLabel(@JsonProperty("model_version") String version, double score, List<Region> result) {
  private static final float THERE = 0.5f;
  private static final double PERCENT = 100;

  PreLabel {
    result = List.copyOf(result);
  }

  /**
   * A result.
   *
   * @param score null for a number: there is no probability of it
   */
  record Region(
      String id,
      @JsonProperty("from_name") String tag,
      @JsonProperty("to_name") String image,
      String type,
      @JsonProperty("original_width") int width,
      @JsonProperty("original_height") int height,
      @JsonProperty("image_rotation") int rotation,
      Map<String, Object> value,
      @Nullable Double score) {}

  static PreLabel none(String version) {
    return new PreLabel(version, 0, List.of());
  }

  /**
   * @param config which tags there are: what none is for is left out
   * @param image its size as it is seen
   */
  static PreLabel of(
      String version, Predictions predictions, LabelConfig config, ImageShape image) {
    List<Region> regions = new ArrayList<>();
    predictions
        .predictions()
        .forEach(
            (task, prediction) -> region(task, prediction, config, image).ifPresent(regions::add));
    double score =
        regions.stream()
            .map(Region::score)
            .filter(each -> each != null)
            .mapToDouble(Double::doubleValue)
            .min()
            .orElse(0);
    return new PreLabel(version, score, regions);
  }

  private static Optional<Region> region(
      String task, Prediction prediction, LabelConfig config, ImageShape image) {
    if (prediction instanceof Prediction.Classes classes) {
      Prediction.Ranked best = classes.classes().get(0);
      return config
          .control(task, TaskKind.CLASSIFICATION)
          .filter(control -> control.labels().contains(best.name()))
          .map(
              control ->
                  region(
                      control,
                      "choices",
                      image,
                      Map.of("choices", List.of(best.name())),
                      (double) best.probability()));
    }
    if (prediction instanceof Prediction.Place place && place.probability() >= THERE) {
      return config
          .control(task, TaskKind.LOCATION)
          .filter(control -> !control.labels().isEmpty())
          .map(
              control ->
                  region(
                      control,
                      "rectanglelabels",
                      image,
                      rectangle(place.box(), label(control, task)),
                      (double) place.probability()));
    }
    if (prediction instanceof Prediction.Quantity quantity) {
      return config
          .control(task, TaskKind.REGRESSION)
          .map(
              control ->
                  region(control, "number", image, Map.of("number", quantity.value()), null));
    }
    return Optional.empty();
  }

  private static Region region(
      Control control,
      String type,
      ImageShape image,
      Map<String, Object> value,
      @Nullable Double score) {
    return new Region(
        control.name(),
        control.name(),
        control.toName(),
        type,
        image.width(),
        image.height(),
        0,
        value,
        score);
  }

  private static String label(Control control, String task) {
    return control.labels().contains(task) ? task : control.labels().get(0);
  }

  private static Map<String, Object> rectangle(Prediction.Box box, String label) {
    double left = Math.max(0, box.x() - box.width() / 2);
    double top = Math.max(0, box.y() - box.height() / 2);
    double right = Math.min(1, box.x() + box.width() / 2);
    double bottom = Math.min(1, box.y() + box.height() / 2);
    return Map.of(
        "x",
        PERCENT * left,
        "y",
        PERCENT * top,
        "width",
        PERCENT * Math.max(0, right - left),
        "height",
        PERCENT * Math.max(0, bottom - top),
        "rotation",
        0,
        "rectanglelabels",
        List.of(label));
  }
}
