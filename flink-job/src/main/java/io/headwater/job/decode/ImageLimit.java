package io.headwater.job.decode;

import io.headwater.job.config.LimitsConfig;

/**
 * What the images of an event may cost: each by its size, all together by their samples. A sample
 * is a byte of a pixel that is decoded; {@link #SCANS_LIKE_A_SAMPLE} scans over a component of a
 * JPEG file take about as long, and count as much.
 */
final class ImageLimit {
  /** As in JPEG; bounds what resizing remembers of a size. */
  private static final int MAX_SIDE = 65_535;

  /** Measured: 1 ns for a scan that says nothing new, 16 ns to decode a byte and resize it. */
  private static final int SCANS_LIKE_A_SAMPLE = 16;

  /** A scan goes over whole blocks, up to four by four of 8 x 8 pixels at once. */
  private static final int SCANNED_SIDE = 32;

  private final int maxPixels;
  private final long maxSamples;
  private long samples;

  ImageLimit(LimitsConfig limits) {
    this.maxPixels = limits.maxImagePixels();
    this.maxSamples = limits.maxEventSamples();
  }

  /** Forgets the images of the event before. */
  void beginEvent() {
    samples = 0;
  }

  /** Checks an image's size. */
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

  /**
   * Takes an image from the event's budget, before it is decoded.
   *
   * @param bytesOfPixel what a pixel is decoded to; bits count as bytes
   * @param scans over components of a JPEG file; 0 for other files
   */
  void spend(String name, int width, int height, int bytesOfPixel, long scans)
      throws UnacceptableException {
    long scanned = scans * roundedUp(width) * roundedUp(height) / SCANS_LIKE_A_SAMPLE;
    long asked = (long) width * height * bytesOfPixel + scanned;
    samples += asked;
    if (samples > maxSamples) {
      throw new UnacceptableException(
          RejectionReason.IMAGE_TOO_COSTLY,
          name
              + " of "
              + width
              + " x "
              + height
              + " pixels counts "
              + asked
              + " samples ("
              + bytesOfPixel
              + " bytes a pixel"
              + (scans == 0 ? "" : ", and " + scans + " scans of a component")
              + "), which makes "
              + samples
              + " for this event; limits.maxEventSamples allows "
              + maxSamples);
    }
  }

  private static long roundedUp(int side) {
    return (side + SCANNED_SIDE - 1L) / SCANNED_SIDE * SCANNED_SIDE;
  }
}
