package io.headwater.job.config;

import java.util.List;

/** Keys of the section "snapshots". */
final class SnapshotsOptions {
  static final Option<String> TOPIC =
      Option.withDefault(
          "topic", OptionTypes.topic(), "headwater-snapshots", "Where snapshots of the model go.");

  static final Option<Integer> CHUNK_BYTES =
      Option.withDefault(
          "chunkBytes",
          OptionTypes.bytes("1KiB", "64MiB"),
          "512KiB",
          "The largest piece of a snapshot in one record. The topic's max.message.bytes must be 1 MiB"
              + " over it, and over the manifest, which has 66 bytes for each piece; consumers take"
              + " 65,536 pieces.");

  static final Option<Integer> EVERY_CHECKPOINTS =
      Option.withDefault(
          "everyCheckpoints",
          OptionTypes.integer(1, 1_000_000),
          "1",
          "How many checkpoints apart snapshots are.");

  static final OptionSection SECTION =
      new OptionSection(
          "snapshots",
          "How the model is published.",
          List.of(TOPIC, CHUNK_BYTES, EVERY_CHECKPOINTS),
          List.of());

  private SnapshotsOptions() {}
}
