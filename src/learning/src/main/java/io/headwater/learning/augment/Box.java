package io.headwater.learning.augment;

import io.headwater.learning.task.Label;

/** A box by its sides, as fractions of the image's width and height. */
record Box(double left, double top, double right, double bottom) {
  private static final int VALUES = 5;

  /** Whether the label says where an object is that is there. */
  static boolean isIn(Label label) {
    return label.values().length == VALUES && label.present();
  }

  static Box of(Label label) {
    float[] values = label.values();
    double width = values[3] / 2.0;
    double height = values[4] / 2.0;
    return new Box(values[1] - width, values[2] - height, values[1] + width, values[2] + height);
  }

  Label label(String task) {
    return Label.ofBox(
        task,
        (float) ((left + right) / 2),
        (float) ((top + bottom) / 2),
        (float) (right - left),
        (float) (bottom - top));
  }

  double area() {
    return (right - left) * (bottom - top);
  }

  /** The part of it that lies in the image; of no area if it lies outside. */
  Box clipped() {
    double from = clip(left);
    double above = clip(top);
    return new Box(from, above, clip(right), clip(bottom));
  }

  private static double clip(double fraction) {
    return Math.max(0, Math.min(1, fraction));
  }
}
