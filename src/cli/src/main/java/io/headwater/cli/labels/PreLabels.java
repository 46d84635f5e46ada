package io.headwater.cli.labels;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.cli.Reason;
import io.headwater.cli.produce.LabelStudioImages;
import io.headwater.cli.produce.RefusedException;
import io.headwater.serve.RequestRefusedException;
import io.headwater.serve.predict.ImageFileReader;
import io.headwater.serve.predict.Predictions;
import io.headwater.serve.predict.Predictions.Question;
import io.headwater.serve.predict.SeenImage;
import io.headwater.serve.predict.UnreadableImageException;
import io.headwater.snapshots.LiveModel;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.OnnxModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers as a machine learning backend of Label Studio, with the live snapshot. */
final class PreLabels {
  private static final String NO_VERSION = "none yet";
  private static final int MOST_TASKS = 1_000;

  private final LiveModel live;
  private final LabelStudioImages images;
  private final ImageFileReader files;
  private final LabelsConsole console;

  PreLabels(
      LiveModel live, LabelStudioImages images, ImageFileReader files, LabelsConsole console) {
    this.live = live;
    this.images = images;
    this.files = files;
    this.console = console;
  }

  /** Up, also while there is no model: annotations are taken meanwhile. */
  Map<String, Object> health() {
    return Map.of("status", "UP", "model_class", "headwater", "model_version", version());
  }

  Map<String, Object> setup() {
    return Map.of("model_version", version());
  }

  /**
   * A prediction for each task, in their order; an empty one for a task whose image can't be read.
   *
   * @throws RequestRefusedException if the request is none, or there is no model yet
   */
  Map<String, Object> predict(JsonNode body) {
    JsonNode tasks = body.path("tasks");
    if (!tasks.isArray() || tasks.size() > MOST_TASKS) {
      throw RequestRefusedException.wrong(
          "'tasks' must be an array of at most %d tasks", MOST_TASKS);
    }
    if (live.manifest().isEmpty()) {
      throw new RequestRefusedException(
          RequestRefusedException.Reason.NOT_READY,
          "there is no model yet: the job has published no snapshot");
    }
    LabelConfig config = config(body.path("label_config").asText());
    // With one model for all of them, whatever is swapped meanwhile.
    return live.use(
        model -> {
          List<PreLabel> results = new ArrayList<>();
          tasks.forEach(task -> results.add(predict(model, task, config)));
          return Map.of("results", results, "model_version", version(model.manifest()));
        });
  }

  private PreLabel predict(OnnxModel model, JsonNode task, LabelConfig config) {
    try {
      SeenImage image = files.read(images.read(task.path("data")));
      Predictions predictions =
          Predictions.of(model.manifest(), model::values, new Question(image, null, null, 1));
      return PreLabel.of(version(model.manifest()), predictions, config, image.shape());
    } catch (RefusedException
        | UnreadableImageException
        | IllegalArgumentException
        | IOException e) {
      console.notPredicted(task.path("id").asText(), Reason.of(e));
      return PreLabel.none(version(model.manifest()));
    }
  }

  private static LabelConfig config(String xml) {
    try {
      return LabelConfig.parse(xml);
    } catch (IllegalArgumentException e) {
      throw RequestRefusedException.wrong("%s", e.getMessage());
    }
  }

  private String version() {
    return live.manifest().map(PreLabels::version).orElse(NO_VERSION);
  }

  private static String version(Manifest manifest) {
    return manifest.model() + "-" + manifest.version();
  }
}
