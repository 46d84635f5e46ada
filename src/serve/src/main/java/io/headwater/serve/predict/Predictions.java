package io.headwater.serve.predict;

import static io.headwater.learning.model.Architecture.FEATURES;
import static java.util.Objects.requireNonNull;

import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import io.headwater.snapshots.InputImages;
import io.headwater.snapshots.Manifest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of an image.
 *
 * @param model its name
 * @param version the snapshot's
 * @param predictions by task, in the order of the configuration
 */
public record Predictions(String model, long version, Map<String, Prediction> predictions) {
  private static final float[] NO_REFERENCE = {};

  public Predictions {
    predictions = Collections.unmodifiableMap(new LinkedHashMap<>(predictions));
  }

  /**
   * What to predict.
   *
   * @param image the image
   * @param other what tasks of pairs compare it with; without it they are left out
   * @param task only this one; null for all
   * @param top how many classes of a classification, at least 1
   */
  public record Question(
      SeenImage image, @Nullable SeenImage other, @Nullable String task, int top) {
    public Question {
      requireNonNull(image, "image");
      if (top < 1) {
        throw new IllegalArgumentException("top is " + top + "; it must be at least 1");
      }
    }
  }

  /**
   * Has the model predict.
   *
   * @throws IllegalArgumentException with a sentence, if there is no such task, or it compares
   *     pairs and there is no other image, or there is nothing else to predict
   */
  public static Predictions of(Manifest model, Scorer scorer, Question question) {
    List<Task> tasks = tasks(model, question);
    Set<String> wanted = tasks.stream().map(Task::name).collect(Collectors.toSet());
    boolean pairs = tasks.stream().anyMatch(Predictions::comparesPairs);
    SeenImage other = question.other();
    float[] reference =
        pairs && other != null
            ? requireNonNull(
                scorer.values(input(model, other), 1, NO_REFERENCE, Set.of(FEATURES)).get(FEATURES))
            : NO_REFERENCE;
    Map<String, float[]> values =
        scorer.values(input(model, question.image()), 1, reference, wanted);
    Map<String, Prediction> predictions = new LinkedHashMap<>();
    for (Task task : tasks) {
      predictions.put(
          task.name(),
          Prediction.of(
              task,
              model.provenance().input(),
              requireNonNull(values.get(task.name())),
              question.top()));
    }
    return new Predictions(model.model(), model.version(), predictions);
  }

  private static List<Task> tasks(Manifest model, Question question) {
    List<Task> all = model.provenance().tasks();
    String only = question.task();
    List<Task> asked =
        all.stream().filter(task -> only == null || task.name().equals(only)).toList();
    if (asked.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no task '%s'; model '%s' has %s"
              .formatted(only, model.model(), all.stream().map(Task::name).toList()));
    }
    List<Task> possible =
        asked.stream().filter(task -> question.other() != null || !comparesPairs(task)).toList();
    if (possible.isEmpty()) {
      throw new IllegalArgumentException(
          "task '%s' compares two images, and there is only one; give the other one, too"
              .formatted(asked.get(0).name()));
    }
    return possible;
  }

  private static boolean comparesPairs(Task task) {
    return task.kind() == TaskKind.SIMILARITY;
  }

  private static byte[] input(Manifest model, SeenImage image) {
    return new InputImages(model).add(image.planes(), image.shape()).toArray();
  }
}
