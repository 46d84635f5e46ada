package io.headwater.learning.onednn;

import io.headwater.learning.engine.Feed;
import io.headwater.learning.model.Input;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** What one input of a network is given for a mini-batch. */
final class InputRows {
  private final Feed feed;
  private final Input input;

  /**
   * @throws IllegalArgumentException if it has not as many numbers as there are examples
   */
  InputRows(Feed feed, String name, Input input, int count) {
    this.feed = feed;
    this.input = input;
    long numbers = numbers();
    if (count < 1 || (long) count * input.size() != numbers) {
      throw new IllegalArgumentException(
          numbers + " values don't make " + count + " of '" + name + "', shape " + input.shape());
    }
  }

  // Java 17 has no exhaustive switch over sealed types yet.
  private long numbers() {
    if (feed instanceof Feed.Images images) {
      return (long) images.rows().length * input.size();
    } else if (feed instanceof Feed.Rows rows) {
      return (long) rows.rows().length * rows.source().rowSize();
    }
    return ((Feed.Values) feed).numbers().length;
  }

  /**
   * Copies some of its rows.
   *
   * @param from the first
   * @param target has room for them
   */
  void writeBytes(int from, ByteBuffer target) {
    Feed.Images images = (Feed.Images) feed;
    int size = input.size();
    for (int i = 0; i < target.capacity() / size; i++) {
      target.put(i * size, images.bytes(), images.rows()[from + i] * size, size);
    }
  }

  /**
   * Copies some of its rows.
   *
   * @param from the first
   * @param target has room for them
   */
  void writeFloats(int from, FloatBuffer target) {
    int size = input.size();
    int count = target.capacity() / size;
    if (feed instanceof Feed.Rows rows && rows.source() instanceof NativeRows own) {
      for (int i = 0; i < count; i++) {
        own.get(rows.rows()[from + i], target, i * size);
      }
      return;
    }
    float[] numbers = new float[size];
    for (int i = 0; i < count; i++) {
      row(from + i, numbers);
      target.put(i * size, numbers);
    }
  }

  private void row(int row, float[] target) {
    if (feed instanceof Feed.Rows rows) {
      GradientRows.Source.of(rows.source()).get(rows.rows()[row], target);
    } else {
      Numbers.floats(((Feed.Values) feed).numbers(), row * target.length, target);
    }
  }
}
