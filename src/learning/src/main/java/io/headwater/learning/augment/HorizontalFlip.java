package io.headwater.learning.augment;

import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import java.util.List;
import java.util.random.RandomGenerator;

/** Mirrors left and right with a chance of a half; masks and boxes are mirrored too. */
public record HorizontalFlip() implements Augmentation {
  private static final int BOX_VALUES = 5;

  @Override
  public String name() {
    return "horizontal-flip";
  }

  @Override
  public Example apply(Example example, ImageShape shape, RandomGenerator random) {
    return random.nextBoolean() ? flipped(example, shape.width()) : example;
  }

  private static Example flipped(Example example, int width) {
    List<Label> labels = example.labels().stream().map(label -> flipped(label, width)).toList();
    return new Example(
        example.id(),
        example.position(),
        example.eventTimeMillis(),
        flipped(example.pixels(), width),
        flipped(example.secondPixels(), width),
        labels,
        example.weight());
  }

  private static Label flipped(Label label, int width) {
    float[] values = label.values().clone();
    if (values.length == BOX_VALUES && label.present()) {
      values[1] = 1 - values[1];
    }
    return new Label(label.task(), values, flipped(label.mask(), width));
  }

  private static byte[] flipped(byte[] rows, int width) {
    byte[] flipped = new byte[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int column = i % width;
      flipped[i - column + width - 1 - column] = rows[i];
    }
    return flipped;
  }
}
