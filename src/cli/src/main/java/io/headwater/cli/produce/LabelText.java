package io.headwater.cli.produce;

import io.headwater.job.config.LimitsConfig;
import io.headwater.job.decode.SeenSize;
import io.headwater.learning.task.Task;
import io.headwater.producer.BoundingBox;
import io.headwater.producer.LabelledImageEvent;
import io.headwater.schema.EncodedImage;
import java.io.IOException;
import java.util.Map;

/**
 * Labels as tables have them, as text.
 *
 * @param images those that labels name
 * @param limits what an image may cost
 */
record LabelText(SourceImages images, LimitsConfig limits) {
  /** The column with the other image of a pair. */
  static final String SECOND = "second";

  private static final String NO_OBJECT = "none";
  private static final String BOX = "left top width height";

  /** The event with the row's label for the task. */
  LabelledImageEvent label(
      LabelledImageEvent event, Task task, String text, Map<String, String> row)
      throws IOException, RefusedException {
    return switch (task.kind()) {
      case CLASSIFICATION -> event.classLabel(task.name(), classIndex(task, text));
      case EDGES -> event.edges(task.name(), images.file(text), images.maxBytes());
      case LOCATION ->
          text.equals(NO_OBJECT)
              ? event.noObject(task.name())
              : event.box(task.name(), box(event, task, text));
      case SIMILARITY -> {
        String second = row.get(SECOND);
        if (second == null) {
          throw new RefusedException(
              "there is a label for '%s', but no image in the column '%s'"
                  .formatted(task.name(), SECOND));
        }
        yield event.same(task.name(), images.file(second), images.maxBytes(), truth(task, text));
      }
      case REGRESSION -> event.number(task.name(), number(task, text));
    };
  }

  private static int classIndex(Task task, String text) throws RefusedException {
    return Targets.classes(task)
        .find(text)
        .orElseThrow(
            () ->
                new RefusedException(
                    "'%s' is no class of task '%s'; its classes are %s"
                        .formatted(text, task.name(), String.join(", ", task.classes()))));
  }

  private BoundingBox box(LabelledImageEvent event, Task task, String text)
      throws RefusedException {
    String[] words = text.strip().split("[\\s,;]+");
    if (words.length != 4) {
      throw wrong(task, text, "'" + BOX + "' in pixels, or '" + NO_OBJECT + "'");
    }
    double[] edges = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      edges[i] = number(task, words[i]);
    }
    SeenSize size = size(event, limits);
    return BoundingBox.ofPixels(
        edges[0], edges[1], edges[2], edges[3], size.width(), size.height());
  }

  /** Of the event's image, as it is seen. */
  static SeenSize size(LabelledImageEvent event, LimitsConfig limits) throws RefusedException {
    try {
      return SeenSize.of((EncodedImage) event.toRecord().getImage(), limits);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(String.valueOf(e.getMessage()));
    }
  }

  private static boolean truth(Task task, String text) throws RefusedException {
    return switch (text) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw wrong(task, text, "true or false");
    };
  }

  private static float number(Task task, String text) throws RefusedException {
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw wrong(task, text, "a number");
    }
  }

  private static RefusedException wrong(Task task, String text, String right) {
    return new RefusedException(
        "the label of task '%s' is '%s'; it must be %s".formatted(task.name(), text, right));
  }
}
