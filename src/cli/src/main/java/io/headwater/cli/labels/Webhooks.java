package io.headwater.cli.labels;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.cli.Reason;
import io.headwater.cli.produce.LabelStudioEvents;
import io.headwater.cli.produce.LabelStudioImages;
import io.headwater.cli.produce.RefusedException;
import io.headwater.cli.produce.Targets;
import io.headwater.producer.LabelledImageEvent;
import io.headwater.producer.UnusableImageException;
import io.headwater.serve.RequestRefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes what Label Studio tells of a project. Annotations that are created or updated become
 * events; all else is taken note of, and answered with 200.
 */
final class Webhooks {
  private static final Set<String> ANNOTATED =
      Set.of("ANNOTATION_CREATED", "ANNOTATION_UPDATED", "ANNOTATIONS_CREATED");

  private static final int SHOWN = 60;

  private final LabelStudioEvents events;
  private final AnnotationSink sink;
  private final LabelsConsole console;

  Webhooks(Targets targets, LabelStudioImages images, AnnotationSink sink, LabelsConsole console) {
    this.events = new LabelStudioEvents(targets, images);
    this.sink = sink;
    this.console = console;
  }

  /**
   * Returns when the broker has the events, or after a moment: then they wait for it.
   *
   * @throws RequestRefusedException if an annotation is none that can be learned from
   */
  Reply receive(JsonNode body) throws InterruptedException {
    String action = body.path("action").asText();
    if (!ANNOTATED.contains(action)) {
      return Reply.ok(
          Map.of("status", "ignored", "action", action.substring(0, shown(action.length()))));
    }
    List<LabelledImageEvent> made = new ArrayList<>();
    for (JsonNode annotation : each(body.path("annotation"))) {
      if (!LabelStudioEvents.wasSkipped(annotation)) {
        made.add(event(body, annotation));
      }
    }
    List<String> ids = made.stream().map(LabelledImageEvent::id).toList();
    try {
      return sink.send(made)
          ? Reply.created(Map.of("status", "sent", "events", ids))
          : Reply.accepted(Map.of("status", "waiting for the broker", "events", ids));
    } catch (RefusedException e) {
      throw refusal(ids.toString(), e);
    }
  }

  private LabelledImageEvent event(JsonNode body, JsonNode annotation) {
    String where = "annotation " + annotation.path("id").asText();
    try {
      return events.event(task(body, annotation), annotation);
    } catch (RefusedException | UnusableImageException | IOException e) {
      throw refusal(where, e);
    }
  }

  private static JsonNode task(JsonNode body, JsonNode annotation) throws RefusedException {
    for (JsonNode task : each(body.path("task"))) {
      if (task.path("id").asText().equals(annotation.path("task").asText())) {
        return task;
      }
    }
    throw new RefusedException(
        "the body has no 'task' with its image: switch on 'Send payload' of the webhook; Label Studio sends tasks from 1.4 on");
  }

  private RequestRefusedException refusal(String where, Exception e) {
    console.refused(where, Reason.of(e));
    return RequestRefusedException.wrong("%s: %s", where, Reason.of(e));
  }

  /** The node's own elements, or the node, if it is one object. */
  private static List<JsonNode> each(JsonNode node) {
    List<JsonNode> all = new ArrayList<>();
    if (node.isObject()) {
      all.add(node);
    } else {
      node.forEach(all::add);
    }
    return all;
  }

  private static int shown(int length) {
    return Math.min(SHOWN, length);
  }
}
