package io.headwater.cli.produce;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.job.decode.SeenSize;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import io.headwater.producer.LabelledImageEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an annotation's results say. A result is for the task that its tag ("from_name") is named
 * by, or else for the only task of its kind; results for no task are passed over.
 */
record LabelStudioLabels(Targets targets) {
  private static final String NO_OBJECT = "none";

  /** The event with a label for each task that there is a result for. */
  LabelledImageEvent label(LabelledImageEvent event, JsonNode results)
      throws IOException, RefusedException {
    Map<Task, List<LabelStudioResult>> byTask = new LinkedHashMap<>();
    for (JsonNode each : results) {
      LabelStudioResult result = new LabelStudioResult(each);
      Optional<Task> task = task(result);
      if (task.isPresent()) {
        byTask.computeIfAbsent(task.get(), any -> new ArrayList<>()).add(result);
      }
    }
    LabelledImageEvent labelled = event;
    for (Map.Entry<Task, List<LabelStudioResult>> of : byTask.entrySet()) {
      labelled = label(labelled, of.getKey(), of.getValue());
    }
    return labelled;
  }

  private Optional<Task> task(LabelStudioResult result) {
    Optional<Task> named =
        targets.tasks().stream().filter(task -> task.name().equals(result.tag())).findFirst();
    if (named.isPresent()) {
      return named;
    }
    return result
        .kind()
        .map(targets::ofKinds)
        .filter(some -> some.size() == 1)
        .map(some -> some.get(0));
  }

  private LabelledImageEvent label(
      LabelledImageEvent event, Task task, List<LabelStudioResult> results)
      throws IOException, RefusedException {
    return switch (task.kind()) {
      case CLASSIFICATION -> event.classLabel(task.name(), classIndex(task, results));
      case LOCATION -> located(event, task, results);
      case EDGES -> event.edges(task.name(), outlines(event, task, results));
      case REGRESSION -> event.number(task.name(), only(task, results).number());
      case SIMILARITY ->
          throw new RefusedException(
              "task '%s' compares two images, which a task of Label Studio does not have: name its tag otherwise"
                  .formatted(task.name()));
    };
  }

  private static int classIndex(Task task, List<LabelStudioResult> results)
      throws RefusedException {
    String choice = only(task, results).choice();
    return Targets.classes(task)
        .find(choice)
        .orElseThrow(
            () ->
                new RefusedException(
                    "'%s' is no class of task '%s'; its classes are %s"
                        .formatted(choice, task.name(), String.join(", ", task.classes()))));
  }

  private static LabelledImageEvent located(
      LabelledImageEvent event, Task task, List<LabelStudioResult> results)
      throws RefusedException {
    LabelStudioResult largest = results.get(0);
    for (LabelStudioResult result : results) {
      if (result.kind().equals(Optional.of(TaskKind.CLASSIFICATION))) {
        return none(event, task, results);
      }
      require(task, result);
      largest = result.area() > largest.area() ? result : largest;
    }
    return event.box(task.name(), largest.box());
  }

  private static LabelledImageEvent none(
      LabelledImageEvent event, Task task, List<LabelStudioResult> results)
      throws RefusedException {
    String choice = only(task, results).choice();
    if (!choice.equals(NO_OBJECT)) {
      throw new RefusedException(
          "the choice for task '%s' is '%s'; it must be a rectangle, or the choice '%s' where there is no object"
              .formatted(task.name(), choice, NO_OBJECT));
    }
    return event.noObject(task.name());
  }

  private byte[] outlines(LabelledImageEvent event, Task task, List<LabelStudioResult> results)
      throws IOException, RefusedException {
    SeenSize size = LabelText.size(event, targets.limits());
    List<float[]> polygons = new ArrayList<>();
    for (LabelStudioResult result : results) {
      require(task, result);
      polygons.add(result.polygon(size.width(), size.height()));
    }
    return Outline.png(size.width(), size.height(), polygons);
  }

  private static LabelStudioResult only(Task task, List<LabelStudioResult> results)
      throws RefusedException {
    if (results.size() != 1) {
      throw new RefusedException(
          "there are %d results for task '%s'; there must be one"
              .formatted(results.size(), task.name()));
    }
    LabelStudioResult result = results.get(0);
    if (task.kind() != TaskKind.LOCATION) {
      require(task, result);
    }
    return result;
  }

  private static void require(Task task, LabelStudioResult result) throws RefusedException {
    if (!result.kind().equals(Optional.of(task.kind()))) {
      throw new RefusedException(
          "the result of tag '%s' is of the type '%s', and task '%s' is of the kind %s: use %s"
              .formatted(
                  result.tag(),
                  result.type(),
                  task.name(),
                  task.kind().id(),
                  LabelStudioResult.tagFor(task.kind())));
    }
  }
}
