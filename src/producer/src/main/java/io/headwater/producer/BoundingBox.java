package io.headwater.producer;

/**
 * Where an object is, in fractions of the width or height of the image as it is seen, from its top
 * left corner.
 */
public record BoundingBox(float centerX, float centerY, float width, float height) {
  /**
   * A box in pixels.
   *
   * @param left of its left edge, from the left of the image
   * @param top of its upper edge, from the top of the image
   * @param imageWidth of the image as it is seen
   * @param imageHeight of the image as it is seen
   */
  public static BoundingBox ofPixels(
      double left, double top, double width, double height, int imageWidth, int imageHeight) {
    if (imageWidth < 1 || imageHeight < 1) {
      throw new IllegalArgumentException(
          "the image is of %d x %d pixels; both must be at least 1"
              .formatted(imageWidth, imageHeight));
    }
    return new BoundingBox(
        (float) ((left + width / 2) / imageWidth),
        (float) ((top + height / 2) / imageHeight),
        (float) (width / imageWidth),
        (float) (height / imageHeight));
  }
}
