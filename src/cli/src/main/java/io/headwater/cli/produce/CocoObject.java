package io.headwater.cli.produce;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object in an image of a COCO file.
 *
 * @param polygons around its parts: x, y, x, y, ... in pixels of the image; empty if there is none,
 *     or another form of mask
 * @param hasPolygons whether its mask is given so
 * @param box left, top, width and height in pixels of the image
 * @param crowd whether it is many, which no box is around
 */
record CocoObject(
    long id,
    long category,
    List<float[]> polygons,
    boolean hasPolygons,
    double[] box,
    boolean crowd) {

  /** As the file has it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Annotation(
      @JsonProperty(value = "id", required = true) long id,
      @JsonProperty(value = "image_id", required = true) long image,
      @JsonProperty(value = "category_id", required = true) long category,
      @JsonProperty("segmentation") @Nullable JsonNode segmentation,
      @JsonProperty(value = "bbox", required = true) double[] box,
      @JsonProperty("iscrowd") int crowd) {

    Annotation {
      requireNonNull(box, "bbox");
    }

    CocoObject object() {
      List<float[]> polygons = new ArrayList<>();
      boolean given = segmentation != null && segmentation.isArray();
      if (segmentation != null && given) {
        segmentation.forEach(each -> polygons.add(numbers(each)));
      }
      return new CocoObject(id, category, List.copyOf(polygons), given, box, crowd != 0);
    }

    private static float[] numbers(JsonNode list) {
      float[] numbers = new float[list.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = list.get(i).floatValue();
      }
      return numbers;
    }
  }

  /** Whether its box has four numbers and a part inside of an image of that size. */
  boolean isInside(CocoImage image) {
    return box.length == 4
        && box[2] > 0
        && box[3] > 0
        && box[0] < image.width()
        && box[1] < image.height()
        && box[0] + box[2] > 0
        && box[1] + box[3] > 0;
  }

  double area() {
    return box[2] * box[3];
  }
}
