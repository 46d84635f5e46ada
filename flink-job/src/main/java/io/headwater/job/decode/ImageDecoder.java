package io.headwater.job.decode;

import io.headwater.job.config.LimitsConfig;
import io.headwater.learning.task.ImageShape;
import io.headwater.schema.EncodedImage;
import io.headwater.schema.RawImage;

/**
 * Brings images and masks to the model's input size.
 *
 * <p>An image is converted to the model's channels (grey is 0.299 R + 0.587 G + 0.114 B, ITU-R
 * BT.601) and resized: by the mean over the covered area along a side that shrinks, by linear
 * interpolation between pixel centres along a side that grows. What is transparent shows black. A
 * mask is made grey, cut at 128, and resized so that thin edges survive: along a side that shrinks,
 * a pixel is an edge if any of the covered ones is; along a side that grows, it is the nearest.
 */
final class ImageDecoder {
  private final ImageLimit limit;
  private final RawImageReader raw;
  private final EncodedImageReader encoded;
  private final ImageResizer resizer;
  private final MaskResizer maskResizer;

  ImageDecoder(ImageShape input, LimitsConfig limits) {
    this.limit = new ImageLimit(limits);
    this.raw = new RawImageReader(limit);
    this.encoded = new EncodedImageReader(limit);
    this.resizer = new ImageResizer(input);
    this.maskResizer = new MaskResizer(input);
  }

  /** The images that follow are of another event, which has a budget of its own. */
  void beginEvent() {
    limit.beginEvent();
  }

  /**
   * @param name what to call the image in messages
   * @param image an EncodedImage or a RawImage
   */
  DecodedImage decode(String name, Object image) throws UnacceptableException {
    read(name, image, resizer);
    return resizer.result();
  }

  /**
   * H x W values of 0 and 1, for a mask that has the original size of the image.
   *
   * @param mask an EncodedImage or a RawImage
   */
  byte[] decodeMask(String name, Object mask, DecodedImage image) throws UnacceptableException {
    maskResizer.expect(name, image.width(), image.height());
    read(name, mask, maskResizer);
    return maskResizer.result();
  }

  private void read(String name, Object image, PixelSink sink) throws UnacceptableException {
    if (image instanceof RawImage rawImage) {
      raw.read(name, rawImage, sink);
    } else if (image instanceof EncodedImage encodedImage) {
      encoded.read(name, encodedImage, sink);
    } else {
      throw new IllegalStateException("the schema has no image of " + image.getClass());
    }
  }
}
