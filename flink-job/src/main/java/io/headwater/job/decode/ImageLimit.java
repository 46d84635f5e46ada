package io.headwater.job.decode;

/**
 * The largest image that is decoded.
 *
 * @param maxPixels width x height
 */
record ImageLimit(int maxPixels) {
  /** As in JPEG; bounds what resizing remembers of a size. */
  private static final int MAX_SIDE = 65_535;

  void check(String name, int width, int height) throws UnacceptableException {
    if ((long) width * height > maxPixels || width > MAX_SIDE || height > MAX_SIDE) {
      throw new UnacceptableException(
          RejectionReason.IMAGE_TOO_LARGE,
          name
              + " is "
              + width
              + " x "
              + height
              + " pixels; limits.maxImagePixels allows "
              + maxPixels
              + " in all, and no side may be over "
              + MAX_SIDE);
    }
  }
}
