package io.headwater.learning.augment;

import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.random.RandomGenerator;

/** Mirrors left and right with a chance of a half; masks and boxes are mirrored too. */
public record HorizontalFlip() implements Augmentation {
  private static final int BOX_VALUES = 5;

  /** The JIT compiler does not reverse bytes by more than one. */
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

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
    for (int start = 0; start < rows.length; start += width) {
      int end = start + width;
      int column = 0;
      for (; column + Long.BYTES <= width; column += Long.BYTES) {
        long eight = (long) EIGHT_BYTES.get(rows, start + column);
        EIGHT_BYTES.set(flipped, end - column - Long.BYTES, Long.reverseBytes(eight));
      }
      for (; column < width; column++) {
        flipped[end - column - 1] = rows[start + column];
      }
    }
    return flipped;
  }
}
