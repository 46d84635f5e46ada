package io.headwater.job.decode;

import io.headwater.job.config.LimitsConfig;
import io.headwater.learning.task.ImageShape;
import io.headwater.schema.EncodedImage;

/**
 * How large an image is as it is seen, which boxes and masks refer to.
 *
 * @param width pixels in a row
 * @param height rows
 */
public record SeenSize(int width, int height) {
  private static final ImageShape SMALLEST = new ImageShape(1, 1, 1);

  /**
   * Of an image file, which is decoded for it.
   *
   * @throws IllegalArgumentException if a job would reject the image, with its reason
   */
  public static SeenSize of(EncodedImage image, LimitsConfig limits) {
    ImageDecoder decoder = new ImageDecoder(SMALLEST, limits);
    decoder.beginEvent();
    try {
      DecodedImage decoded = decoder.decode("image", image);
      return new SeenSize(decoded.width(), decoded.height());
    } catch (UnacceptableException e) {
      throw new IllegalArgumentException(e.reason() + ": " + e.getMessage(), e);
    }
  }
}
