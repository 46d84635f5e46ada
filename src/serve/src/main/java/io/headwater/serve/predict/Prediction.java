package io.headwater.serve.predict;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What one task says of an image; written as JSON with the task's {@code kind}. */
@JsonTypeInfo(use = Id.NAME, property = "kind")
@JsonSubTypes({
  @Type(value = Prediction.Classes.class, name = "classification"),
  @Type(value = Prediction.Edges.class, name = "edges"),
  @Type(value = Prediction.Place.class, name = "location"),
  @Type(value = Prediction.Likeness.class, name = "similarity"),
  @Type(value = Prediction.Quantity.class, name = "regression")
})
public sealed interface Prediction {
  /** From which probability on a pixel counts as an edge. */
  float EDGE = 0.5f;

  /** For people, on one line. */
  String sentence();

  /** The likeliest classes first. */
  record Classes(List<Ranked> classes) implements Prediction {
    public Classes {
      classes = List.copyOf(classes);
    }

    @Override
    public String sentence() {
      return String.join(
          ", ",
          classes.stream().map(each -> each.name() + " " + number(each.probability())).toList());
    }
  }

  /** A class, and how likely it is. */
  record Ranked(String name, float probability) {}

  /**
   * A map of edges.
   *
   * @param height of the map, in pixels of the model's input
   * @param width likewise
   * @param share of its pixels that are an edge with a probability of at least {@link #EDGE}
   * @param map probability of an edge, row after row; no part of the JSON
   */
  record Edges(int height, int width, double share, @JsonIgnore float[] map) implements Prediction {
    @Override
    public String sentence() {
      return String.format(
          Locale.ROOT, "%.1f %% of %d x %d pixels are edges", 100 * share, width, height);
    }
  }

  /**
   * Where the object is, if it is there.
   *
   * @param probability that it is there
   */
  record Place(float probability, Box box) implements Prediction {
    @Override
    public String sentence() {
      return String.format(
          Locale.ROOT,
          "there with probability %s; box around (%.2f, %.2f), %.2f wide, %.2f high",
          number(probability),
          box.x(),
          box.y(),
          box.width(),
          box.height());
    }
  }

  /**
   * A box, in fractions of the image.
   *
   * @param x of its centre
   * @param y of its centre
   */
  record Box(float x, float y, float width, float height) {}

  /**
   * Whether two images are of one kind.
   *
   * @param probability that they are
   */
  record Likeness(float probability) implements Prediction {
    @Override
    public String sentence() {
      return "of one kind with probability " + number(probability);
    }
  }

  /** A number, in the unit of the labels. */
  record Quantity(float value) implements Prediction {
    @Override
    public String sentence() {
      return String.format(Locale.ROOT, "%.4g", value);
    }
  }

  /**
   * What the output says.
   *
   * @param input of the model
   * @param values of the task's output for one image
   * @param top how many classes at most, at least 1
   */
  static Prediction of(Task task, ImageShape input, float[] values, int top) {
    return switch (task.kind()) {
      case CLASSIFICATION ->
          new Classes(
              IntStream.range(0, values.length)
                  .mapToObj(i -> new Ranked(task.classes().get(i), values[i]))
                  .sorted(Comparator.comparing(Ranked::probability).reversed())
                  .limit(top)
                  .toList());
      case EDGES -> new Edges(input.height(), input.width(), shareOfEdges(values), values);
      case LOCATION -> new Place(values[0], new Box(values[1], values[2], values[3], values[4]));
      case SIMILARITY -> new Likeness(values[0]);
      case REGRESSION -> new Quantity(values[0]);
    };
  }

  private static double shareOfEdges(float[] map) {
    return IntStream.range(0, map.length).filter(i -> map[i] >= EDGE).count() / (double) map.length;
  }

  private static String number(float probability) {
    return String.format(Locale.ROOT, "%.2f", probability);
  }
}
