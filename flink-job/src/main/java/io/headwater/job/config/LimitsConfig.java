package io.headwater.job.config;

import java.io.Serializable;

/**
 * What an event may cost at most.
 *
 * @param maxImagePixels width x height of an image or a mask
 * @param maxEventBytes length of an event
 */
public record LimitsConfig(int maxImagePixels, int maxEventBytes) implements Serializable {
  static LimitsConfig of(OptionValues values) {
    return new LimitsConfig(
        values.get("limits", LimitsOptions.MAX_IMAGE_PIXELS),
        values.get("limits", LimitsOptions.MAX_EVENT_BYTES));
  }
}
