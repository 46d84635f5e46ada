package io.headwater.cli.produce;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headwater.cli.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The annotations of an export of Label Studio in the format JSON, a task at a time. Those that
 * annotators skipped are passed over.
 */
final class LabelStudioSource implements Source {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int BEGINNING_BYTES = 64;

  private final Path file;
  private final LabelStudioEvents events;

  /**
   * @param images where the images' files are
   * @throws CommandFailure if it is no such file
   */
  LabelStudioSource(Path file, SourceImages images, Targets targets) throws IOException {
    this.file = file;
    this.events = new LabelStudioEvents(targets, new LabelStudioImages(images));
    if (!isArray(file)) {
      throw CommandFailure.environment(
          "%s is no export of Label Studio: it must be an array of tasks, as its format JSON is"
              .formatted(file),
          null);
    }
  }

  /** Whether a JSON file is an array: an export is, a COCO file is not. */
  static boolean isArray(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      for (byte each : in.readNBytes(BEGINNING_BYTES)) {
        if (each > ' ') {
          return each == '[';
        }
      }
      return false;
    }
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.empty();
  }

  @Override
  public Reading open(long pass) throws IOException {
    JsonParser json = JSON.createParser(file.toFile());
    JsonToken unused = json.nextToken();
    Deque<Item> waiting = new ArrayDeque<>();
    return new Reading() {
      @Override
      public Optional<Item> next() throws IOException {
        try {
          while (waiting.isEmpty() && json.nextToken() == JsonToken.START_OBJECT) {
            addItems(json.readValueAsTree(), waiting);
          }
        } catch (JsonProcessingException e) {
          throw CommandFailure.environment(
              "%s is damaged: %s; export it again".formatted(file, e.getOriginalMessage()), e);
        }
        return Optional.ofNullable(waiting.poll());
      }

      @Override
      public void close() throws IOException {
        json.close();
      }
    };
  }

  private void addItems(JsonNode task, Deque<Item> items) {
    String where = "%s:task %s".formatted(file.getFileName(), task.path("id").asText());
    JsonNode annotations = task.path("annotations");
    if (!annotations.isArray()) {
      items.add(
          new Item(
              where,
              () -> {
                throw new RefusedException(
                    "the task has no array 'annotations': export in the format JSON, not JSON-MIN");
              }));
      return;
    }
    for (JsonNode annotation : annotations) {
      if (!LabelStudioEvents.wasSkipped(annotation)) {
        items.add(new Item(where, () -> events.event(task, annotation)));
      }
    }
  }
}
