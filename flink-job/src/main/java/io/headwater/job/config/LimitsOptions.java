package io.headwater.job.config;

import java.util.List;

/** Keys of the section "limits". */
final class LimitsOptions {
  static final Option<Integer> MAX_IMAGE_PIXELS =
      Option.withDefault(
          "maxImagePixels",
          OptionTypes.integer(1, 1 << 28),
          "16777216",
          "The largest image, as width x height, that is decoded; larger ones are rejected by their"
              + " header.");

  static final Option<Integer> MAX_EVENT_BYTES =
      Option.withDefault(
          "maxEventBytes",
          OptionTypes.bytes("1KiB", "256MiB"),
          "8MiB",
          "The largest event that is decoded. What Kafka's client unpacks before, the topic bounds:"
              + " see decision 19.");

  static final OptionSection SECTION =
      new OptionSection(
          "limits",
          "What an event may cost at most; what is over is rejected.",
          List.of(MAX_IMAGE_PIXELS, MAX_EVENT_BYTES),
          List.of());

  private LimitsOptions() {}
}
