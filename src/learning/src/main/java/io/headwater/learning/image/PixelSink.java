package io.headwater.learning.image;

import io.headwater.learning.task.ImageShape;
import java.util.Arrays;

/** Takes an image row by row, from the top. */
public interface PixelSink {
  /**
   * @param samples unsigned bytes of a row for grey, or one each for red, green and blue; reused by
   *     the caller
   * @param starts where in each of them the row starts
   */
  void row(byte[][] samples, int[] starts);

  /**
   * Takes all rows at once.
   *
   * @param planes unsigned bytes [C, H, W], from {@code start} on; reused by the caller
   */
  default void image(byte[] planes, int start, ImageShape shape) {
    byte[][] samples = new byte[shape.channels()][];
    Arrays.fill(samples, planes);
    int[] starts = new int[shape.channels()];
    for (int y = 0; y < shape.height(); y++) {
      for (int c = 0; c < starts.length; c++) {
        starts[c] = start + (c * shape.height() + y) * shape.width();
      }
      row(samples, starts);
    }
  }
}
