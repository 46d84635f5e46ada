package io.headwater.cli.dashboard;

import io.headwater.learning.metric.Metric;
import io.headwater.learning.metric.Metrics;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import io.headwater.snapshots.OnnxModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a model predicts for examples, beside their labels. */
final class Predictions {
  private static final float LIKELY = 0.5f;
  private static final float PERCENT = 100;
  private static final int BOX_FROM = 1;
  private static final int BOX_TO = 5;

  private final OnnxModel model;
  private final List<Task> tasks;
  private final Pictures pictures;

  /**
   * @param wanted tasks that labels may be for; those that the model does not do are left out
   */
  Predictions(OnnxModel model, List<Task> wanted, Pictures pictures) {
    this.model = model;
    this.tasks =
        model.manifest().provenance().tasks().stream()
            .filter(task -> wanted.stream().anyMatch(each -> isSame(each, task)))
            .toList();
    this.pictures = pictures;
  }

  long version() {
    return model.manifest().version();
  }

  ImageShape input() {
    return model.manifest().provenance().input();
  }

  /** One for each task that the example has a label for. */
  List<SampleView.Prediction> of(Example example) {
    Map<String, float[][]> outputs = new HashMap<>(model.predict(example.pixels(), 1));
    if (example.isPair()) {
      outputs.putAll(model.predictPairs(example.pixels(), example.secondPixels(), 1));
    }
    List<SampleView.Prediction> predictions = new ArrayList<>();
    for (Task task : tasks) {
      Label label = example.label(task.name()).orElse(null);
      float[][] rows = outputs.get(task.name());
      if (label != null && rows != null) {
        predictions.add(prediction(task, rows[0], label));
      }
    }
    return predictions;
  }

  private SampleView.Prediction prediction(Task task, float[] output, Label label) {
    boolean location = task.kind() == TaskKind.LOCATION;
    return new SampleView.Prediction(
        task.name(),
        says(task, output),
        truth(task, label),
        score(task, output, label),
        task.kind() == TaskKind.EDGES ? pictures.ofEdges(input(), output) : null,
        location && output[0] > LIKELY ? box(output) : null,
        location && label.present() ? box(label.values()) : null);
  }

  private static String says(Task task, float[] output) {
    return switch (task.kind()) {
      case CLASSIFICATION -> {
        int likeliest = likeliest(output);
        yield Words.name(task.classes().get(likeliest)) + ", " + percent(output[likeliest]);
      }
      case EDGES -> "edges on " + percent(mean(output));
      case LOCATION -> output[0] > LIKELY ? "there, " + percent(output[0]) : "not there";
      case SIMILARITY ->
          (output[0] > LIKELY ? "same, " : "different, same by ") + percent(output[0]);
      case REGRESSION -> String.format(Locale.ROOT, "%.3g", output[0]);
    };
  }

  private static String truth(Task task, Label label) {
    return switch (task.kind()) {
      case CLASSIFICATION -> Words.name(task.classes().get(label.classIndex()));
      case EDGES -> "edges on " + percent(mean(label.mask()));
      case LOCATION -> label.present() ? "there" : "not there";
      case SIMILARITY -> label.same() ? "same" : "different";
      case REGRESSION -> String.format(Locale.ROOT, "%.3g", label.number());
    };
  }

  private static @Nullable Double score(Task task, float[] output, Label label) {
    Metric metric = Metrics.of(task.kind());
    double[] predictions = IntStream.range(0, output.length).mapToDouble(i -> output[i]).toArray();
    double value =
        metric
            .values(metric.tally(predictions, List.of(label)).all())
            .getOrDefault(metric.headline(), Double.NaN);
    return Double.isFinite(value) ? value : null;
  }

  private static List<Float> box(float[] values) {
    return IntStream.range(BOX_FROM, BOX_TO).mapToObj(i -> values[i]).toList();
  }

  private static int likeliest(float[] output) {
    int likeliest = 0;
    for (int i = 1; i < output.length; i++) {
      likeliest = output[i] > output[likeliest] ? i : likeliest;
    }
    return likeliest;
  }

  private static float mean(float[] values) {
    return (float)
        IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(0);
  }

  private static float mean(byte[] values) {
    return (float)
        IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(0);
  }

  private static String percent(float fraction) {
    return Math.round(fraction * PERCENT) + " %";
  }

  private static boolean isSame(Task one, Task other) {
    return one.name().equals(other.name())
        && one.kind() == other.kind()
        && one.classes().equals(other.classes());
  }
}
