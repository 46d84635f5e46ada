package io.headwater.job.config;

import java.io.Serializable;

/**
 * What an event may cost at most.
 *
 * @param maxImagePixels width x height of an image or a mask
 * @param maxEventBytes length of an event
 * @param maxEventSamples bytes that the images and masks of an event are decoded to, all together;
 *     scans of JPEG files count, too
 */
public record LimitsConfig(int maxImagePixels, int maxEventBytes, long maxEventSamples)
    implements Serializable {
  private static final long DEFAULT_SAMPLES_OF_LARGEST_IMAGE = 16;

  /** With what is allowed for all images together if the configuration does not say. */
  public LimitsConfig(int maxImagePixels, int maxEventBytes) {
    this(maxImagePixels, maxEventBytes, samplesFor(maxImagePixels));
  }

  private static long samplesFor(int maxImagePixels) {
    return Math.min(
        LimitsOptions.MOST_EVENT_SAMPLES, DEFAULT_SAMPLES_OF_LARGEST_IMAGE * maxImagePixels);
  }

  static LimitsConfig of(OptionValues values) {
    int maxImagePixels = values.get("limits", LimitsOptions.MAX_IMAGE_PIXELS);
    return new LimitsConfig(
        maxImagePixels,
        values.get("limits", LimitsOptions.MAX_EVENT_BYTES),
        values
            .find("limits", LimitsOptions.MAX_EVENT_SAMPLES)
            .orElseGet(() -> samplesFor(maxImagePixels)));
  }
}
