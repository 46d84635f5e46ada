package io.headwater.job.decode;

import io.headwater.job.config.LimitsConfig;
import io.headwater.learning.image.ImageResizer;
import io.headwater.learning.image.MaskResizer;
import io.headwater.learning.image.PixelSink;
import io.headwater.learning.task.ImageShape;
import io.headwater.schema.EncodedImage;
import io.headwater.schema.RawImage;

/**
 * Brings images and masks to the model's input size, by the rules of schemas/PREPROCESSING.md: as
 * they are seen, what is transparent over black, then as {@link ImageResizer} and {@link
 * MaskResizer} do.
 */
final class ImageDecoder {
  private final ImageLimit limit;
  private final RawImageReader raw;
  private final EncodedImageReader encoded;
  private final ImageResizer resizer;
  private final MaskResizer maskResizer;

  private int width;
  private int height;

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
    read(name, image, this::openImage);
    return new DecodedImage(width, height, resizer.pixels());
  }

  /**
   * H x W values of 0 and 1, for a mask that has the size of the image, both as they are seen.
   *
   * @param mask an EncodedImage or a RawImage
   */
  byte[] decodeMask(String name, Object mask, DecodedImage image) throws UnacceptableException {
    read(name, mask, (maskWidth, maskHeight) -> openMask(name, maskWidth, maskHeight, image));
    return maskResizer.mask();
  }

  private void read(String name, Object image, PixelTarget target) throws UnacceptableException {
    if (image instanceof RawImage rawImage) {
      raw.read(name, rawImage, target);
    } else if (image instanceof EncodedImage encodedImage) {
      encoded.read(name, encodedImage, target);
    } else {
      throw new IllegalStateException("the schema has no image of " + image.getClass());
    }
  }

  private PixelSink openImage(int imageWidth, int imageHeight) {
    width = imageWidth;
    height = imageHeight;
    resizer.begin(imageWidth, imageHeight);
    return resizer;
  }

  private PixelSink openMask(String name, int maskWidth, int maskHeight, DecodedImage image)
      throws UnacceptableException {
    if (maskWidth != image.width() || maskHeight != image.height()) {
      throw new UnacceptableException(
          RejectionReason.MASK_SIZE_MISMATCH,
          name
              + " is "
              + maskWidth
              + " x "
              + maskHeight
              + " pixels; it must be "
              + image.width()
              + " x "
              + image.height()
              + ", as the image is");
    }
    maskResizer.begin(maskWidth, maskHeight);
    return maskResizer;
  }
}
