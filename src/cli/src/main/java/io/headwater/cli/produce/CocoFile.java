package io.headwater.cli.produce;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headwater.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The instances of a COCO data set (Lin et al., 2014; cocodataset.org/#format-data), in memory.
 *
 * @param objects by the image that they are in
 * @param categories names by id
 */
record CocoFile(
    List<CocoImage> images, Map<Long, List<CocoObject>> objects, Map<Long, String> categories) {
  /** A file takes more in memory than its bytes; COCO's own have up to 450 MB. */
  private static final long MAX_BYTES = Runtime.getRuntime().maxMemory() / 4;

  private static final JsonMapper JSON = new JsonMapper();

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Category(
      @JsonProperty(value = "id", required = true) long id,
      @JsonProperty(value = "name", required = true) String name) {
    Category {
      requireNonNull(name, "name");
    }
  }

  /**
   * @throws CommandFailure if it is no such file, or too large
   */
  static CocoFile read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw CommandFailure.environment(
          "%s has %d bytes; at most %d, a quarter of the heap, are read: split it, or give the JVM a larger heap (HEADWATER_JAVA_OPTIONS=-Xmx...)"
              .formatted(file, Files.size(file), MAX_BYTES),
          null);
    }
    CocoFile read = new CocoFile(new ArrayList<>(), new HashMap<>(), new HashMap<>());
    try (JsonParser json = JSON.createParser(file.toFile())) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        read.readFields(json);
      }
    } catch (JsonProcessingException e) {
      throw CommandFailure.environment(
          "%s is no COCO file: %s".formatted(file, e.getOriginalMessage()), e);
    }
    if (read.images().isEmpty()) {
      throw CommandFailure.environment(
          file
              + " is no COCO file: it must be an object with 'images', 'annotations', 'categories'",
          null);
    }
    return read;
  }

  private void readFields(JsonParser json) throws IOException {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      switch (name) {
        case "images" -> each(json, CocoImage.class, images::add);
        case "annotations" -> each(json, CocoObject.Annotation.class, this::add);
        case "categories" ->
            each(json, Category.class, category -> categories.put(category.id(), category.name()));
        default -> json.skipChildren();
      }
    }
  }

  private void add(CocoObject.Annotation annotation) {
    objects.computeIfAbsent(annotation.image(), id -> new ArrayList<>()).add(annotation.object());
  }

  private static <T> void each(JsonParser json, Class<T> type, Consumer<T> to) throws IOException {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      to.accept(json.readValueAs(type));
    }
  }
}
