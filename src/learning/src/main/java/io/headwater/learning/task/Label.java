package io.headwater.learning.task;

import static java.util.Objects.requireNonNull;

/**
 * One task's label of one example, flat so that it crosses Flink edges without Kryo.
 *
 * @param task the task's name
 * @param values classification: [class index]; location: [present (0 or 1), centre x, centre y,
 *     width, height] as fractions of the image in [0, 1]; similarity: [same (0 or 1)]; regression:
 *     [a finite number]; edges: empty
 * @param mask edges: H x W values, row after row, 1 on an edge and 0 elsewhere; otherwise empty
 */
public record Label(String task, float[] values, byte[] mask) {
  private static final byte[] NO_MASK = new byte[0];
  private static final float[] NO_VALUES = new float[0];

  public Label {
    requireNonNull(task, "task");
    requireNonNull(values, "values");
    requireNonNull(mask, "mask");
  }

  public static Label ofClass(String task, int index) {
    return new Label(task, new float[] {index}, NO_MASK);
  }

  /** Edges: H x W values of 0 and 1. */
  public static Label ofEdges(String task, byte[] mask) {
    return new Label(task, NO_VALUES, mask);
  }

  /** Location of an object that is there; fractions of the image's width and height. */
  public static Label ofBox(String task, float centerX, float centerY, float width, float height) {
    return new Label(task, new float[] {1, centerX, centerY, width, height}, NO_MASK);
  }

  /** Location of an object that is not there. */
  public static Label ofAbsence(String task) {
    return new Label(task, new float[5], NO_MASK);
  }

  public static Label ofSame(String task, boolean same) {
    return new Label(task, new float[] {same ? 1 : 0}, NO_MASK);
  }

  /** Regression: any finite number. */
  public static Label ofNumber(String task, float number) {
    return new Label(task, new float[] {number}, NO_MASK);
  }

  /** Classification: the class's index. */
  public int classIndex() {
    return (int) values[0];
  }

  /** Location: whether the object is in the image. */
  public boolean present() {
    return values[0] == 1;
  }

  /** Similarity: whether the two images are of one kind. */
  public boolean same() {
    return values[0] == 1;
  }

  /** Regression: the number. */
  public float number() {
    return values[0];
  }
}
