package io.headwater.job.config;

import java.util.List;

/** Keys of the section "limits". */
final class LimitsOptions {
  /** Some 30 s at up to 18 ns each: a native call, which must end before Flink loses patience. */
  static final long MOST_EVENT_SAMPLES = 1_600_000_000;

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
          OptionTypes.bytes("1KiB", "96MiB"),
          "8MiB",
          "The largest event that is decoded. What Kafka's client unpacks before, the topic bounds:"
              + " see decision 19.");

  static final Option<Long> MAX_EVENT_SAMPLES =
      Option.optional(
          "maxEventSamples",
          OptionTypes.wholeNumber(1, MOST_EVENT_SAMPLES),
          "The most that is decoded for one event: the images and masks that are read count pixels x"
              + " bytes of a pixel (1 for grey, 3 for colours or a palette, 8 for RGBA of 16 bits),"
              + " and every 16 scans over a component of a JPEG as one byte more. Some 16 ns each:"
              + " more than 30 s for one event can't be allowed, as decoding can't be cancelled and"
              + " Flink waits a minute for a task to stop. If not given, 16 x `maxImagePixels`, up"
              + " to the most.");

  static final OptionSection SECTION =
      new OptionSection(
          "limits",
          "What an event may cost at most; what is over is rejected.",
          List.of(MAX_IMAGE_PIXELS, MAX_EVENT_BYTES, MAX_EVENT_SAMPLES),
          List.of());

  private LimitsOptions() {}
}
