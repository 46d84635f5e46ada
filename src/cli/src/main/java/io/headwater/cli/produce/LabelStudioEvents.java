package io.headwater.cli.produce;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.producer.LabelledImageEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/**
 * Makes events of annotations in Label Studio's JSON format ("Label Studio JSON format of annotated
 * tasks" in its docs/source/guide/export.md), which exports and webhooks share. An annotation's
 * event has the same id whenever it is made, so that an update is a later label of the same image.
 */
public final class LabelStudioEvents {
  private final LabelStudioImages images;
  private final LabelStudioLabels labels;

  /**
   * @param images where they are
   */
  public LabelStudioEvents(Targets targets, LabelStudioImages images) {
    this.images = images;
    this.labels = new LabelStudioLabels(targets);
  }

  /** Whether the annotator skipped the task: there is nothing to learn from it. */
  public static boolean wasSkipped(JsonNode annotation) {
    return annotation.path("was_cancelled").asBoolean();
  }

  /**
   * @throws RefusedException if the annotation is none that a task can be learned from
   * @throws io.headwater.producer.UnusableImageException if the image is none
   */
  public LabelledImageEvent event(JsonNode task, JsonNode annotation)
      throws IOException, RefusedException {
    String id =
        "label-studio/project-%s/task-%s/annotation-%s"
            .formatted(number(task, "project"), number(task, "id"), number(annotation, "id"));
    LabelledImageEvent event =
        LabelledImageEvent.of(id, images.read(task.path("data"))).time(time(annotation));
    return labels.label(event, annotation.path("result"));
  }

  private static String number(JsonNode of, String name) throws RefusedException {
    String text = of.path(name).asText();
    if (!text.matches("\\d{1,19}")) {
      throw new RefusedException(
          "'%s' is '%s'; it must be a number, as in Label Studio's JSON (not JSON-MIN)"
              .formatted(name, text.substring(0, Math.min(40, text.length()))));
    }
    return text;
  }

  private static Instant time(JsonNode annotation) throws RefusedException {
    String text = annotation.path("updated_at").asText();
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new RefusedException(
          "'updated_at' is '%s'; it must be like 2026-01-31T12:00:00.5Z"
              .formatted(text.substring(0, Math.min(40, text.length()))));
    }
  }
}
