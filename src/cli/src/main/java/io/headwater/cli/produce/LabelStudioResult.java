package io.headwater.cli.produce;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.learning.task.TaskKind;
import io.headwater.producer.BoundingBox;
import java.util.Optional;

/**
 * One result of an annotation: its type, its tag, and a value whose form follows from the type.
 * Positions are percent of the image's width and height.
 */
record LabelStudioResult(JsonNode json) {
  private static final double PERCENT = 100;
  private static final int SHOWN = 80;

  /** The name of the tag that it was made with. */
  String tag() {
    return json.path("from_name").asText();
  }

  String type() {
    String type = json.path("type").asText();
    return type.substring(0, Math.min(SHOWN, type.length()));
  }

  /** The kind of task that learns from such; empty for results that none does. */
  Optional<TaskKind> kind() {
    return switch (type()) {
      case "choices" -> Optional.of(TaskKind.CLASSIFICATION);
      case "rectanglelabels", "rectangle" -> Optional.of(TaskKind.LOCATION);
      case "polygonlabels", "polygon", "brushlabels", "brush" -> Optional.of(TaskKind.EDGES);
      case "number", "rating" -> Optional.of(TaskKind.REGRESSION);
      default -> Optional.empty();
    };
  }

  /** The tag to use for tasks of that kind. */
  static String tagFor(TaskKind kind) {
    return switch (kind) {
      case CLASSIFICATION -> "<Choices>";
      case LOCATION -> "<RectangleLabels>";
      case EDGES -> "<PolygonLabels>";
      case REGRESSION -> "<Number>";
      case SIMILARITY -> "no tag";
    };
  }

  String choice() throws RefusedException {
    JsonNode choices = value("choices");
    if (choices.size() != 1 || !choices.path(0).isTextual()) {
      throw new RefusedException(
          "tag '%s' has %d choices; an image has one class: use <Choices choice=\"single\">"
              .formatted(tag(), choices.size()));
    }
    return choices.path(0).textValue();
  }

  float number() throws RefusedException {
    return (float) number(value(type().equals("rating") ? "rating" : "number"), "a number");
  }

  double area() throws RefusedException {
    return percent("width") * percent("height");
  }

  /** The part of the rectangle that lies in the image: it may stick out by a little. */
  BoundingBox box() throws RefusedException {
    requireUpright();
    double left = inside(percent("x"));
    double top = inside(percent("y"));
    double right = inside(percent("x") + percent("width"));
    double bottom = inside(percent("y") + percent("height"));
    return new BoundingBox(
        (float) ((left + right) / 2),
        (float) ((top + bottom) / 2),
        (float) (right - left),
        (float) (bottom - top));
  }

  /**
   * The polygon in pixels: x, y, x, y, ...
   *
   * @param width of the image as it is seen
   * @param height likewise
   */
  float[] polygon(int width, int height) throws RefusedException {
    requireUpright();
    if (type().startsWith("brush")) {
      throw new RefusedException(
          "tag '%s' is a brush, whose masks are not read: draw outlines with <PolygonLabels>"
              .formatted(tag()));
    }
    JsonNode points = value("points");
    float[] polygon = new float[2 * points.size()];
    for (int i = 0; i < points.size(); i++) {
      String point = "a point [x, y] in percent";
      polygon[2 * i] = (float) (number(points.path(i).path(0), point) / PERCENT * width);
      polygon[2 * i + 1] = (float) (number(points.path(i).path(1), point) / PERCENT * height);
    }
    return polygon;
  }

  private void requireUpright() throws RefusedException {
    if (json.path("image_rotation").asDouble() != 0
        || json.path("value").path("rotation").asDouble() != 0) {
      throw new RefusedException(
          "the image or the region of tag '%s' is rotated: use <Image rotateControl=\"false\"> and canRotate=\"false\""
              .formatted(tag()));
    }
  }

  private double percent(String name) throws RefusedException {
    return number(value(name), "a number of percent");
  }

  private static double inside(double percent) {
    return Math.max(0, Math.min(1, percent / PERCENT));
  }

  private JsonNode value(String name) {
    return json.path("value").path(name);
  }

  private double number(JsonNode node, String right) throws RefusedException {
    if (!node.isNumber()) {
      String text = node.toString();
      throw new RefusedException(
          "a value of tag '%s' is '%s'; it must be %s"
              .formatted(tag(), text.substring(0, Math.min(SHOWN, text.length())), right));
    }
    return node.doubleValue();
  }
}
