package io.headwater.job.decode;

import io.headwater.job.config.LimitsConfig;
import io.headwater.learning.image.ImageResizer;
import io.headwater.learning.image.MaskResizer;
import io.headwater.learning.image.PixelSink;
import io.headwater.learning.task.ImageShape;

/**
 * Brings images and masks to the model's input size, by the rules of schemas/PREPROCESSING.md: as
 * they are seen, what is transparent over black, then as {@link ImageResizer} and {@link
 * MaskResizer} do.
 */
final class ImageDecoder {
  private final EventImageReader reader;
  private final ImageResizer resizer;
  private final MaskResizer maskResizer;

  private int width;
  private int height;

  ImageDecoder(ImageShape input, LimitsConfig limits) {
    this.reader = new EventImageReader(limits);
    this.resizer = new ImageResizer(input);
    this.maskResizer = new MaskResizer(input);
  }

  /** The images that follow are of another event, which has a budget of its own. */
  void beginEvent() {
    reader.beginEvent();
  }

  /**
   * @param name what to call the image in messages
   * @param image an EncodedImage or a RawImage
   */
  DecodedImage decode(String name, Object image) throws UnacceptableException {
    reader.read(name, image, this::openImage);
    return new DecodedImage(width, height, resizer.pixels());
  }

  /**
   * H x W values of 0 and 1, for a mask that has the size of the image, both as they are seen.
   *
   * @param mask an EncodedImage or a RawImage
   */
  byte[] decodeMask(String name, Object mask, DecodedImage image) throws UnacceptableException {
    reader.read(
        name, mask, (maskWidth, maskHeight) -> openMask(name, maskWidth, maskHeight, image));
    return maskResizer.mask();
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
