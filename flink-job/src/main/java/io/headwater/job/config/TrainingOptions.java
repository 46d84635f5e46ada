package io.headwater.job.config;

import io.headwater.learning.engine.Engines;
import io.headwater.learning.engine.Precision;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys of the section "training" and of its mini-batches. */
final class TrainingOptions {
  static final Option<String> ENGINE =
      Option.withDefault(
          "engine",
          OptionTypes.matching(
              "auto, or the name of an engine on the class path, such as dl4j", "[a-z0-9-]+"),
          Engines.AUTO,
          "The engine that runs the networks: dl4j, onednn, or `auto` for the one that suits the"
              + " machine best. The log, the metrics and each snapshot name it.");

  static final Option<Precision> PRECISION =
      Option.withDefault(
          "precision",
          OptionTypes.choice(precisions()),
          Precision.F32.id(),
          "The numbers that products are made of: `bf16` takes less time on processors with AMX or"
              + " AVX-512 BF16. Parameters and optimiser stay in 32 bits.");

  static final Option<Long> SEED =
      Option.withDefault(
          "seed",
          OptionTypes.wholeNumber(Long.MIN_VALUE, Long.MAX_VALUE),
          "1",
          "Seeds the initial weights.");

  static final Option<Duration> CHECKPOINT_INTERVAL =
      Option.withDefault(
          "checkpointInterval",
          OptionTypes.duration(Duration.ofMillis(100), Duration.ofHours(24)),
          "10s",
          "How often the job's state is saved; snapshots become visible with a checkpoint. For more"
              + " than 5min the brokers' transaction.max.timeout.ms must be the interval and 10"
              + " minutes.");

  static final Option<Integer> METRICS_WINDOW =
      Option.withDefault(
          "metricsWindow",
          OptionTypes.integer(1, 10_000_000),
          "1000",
          "How many recent examples of a task its test-then-train metrics stand for.");

  static final Option<Integer> BATCH_SIZE =
      Option.withDefault(
          "size",
          OptionTypes.integer(1, 65_536),
          "16",
          "Examples with a label for a task in a mini-batch, at most, for each task: one with"
              + " labels for several counts for each of them. With a backbone that normalises over"
              + " the mini-batch ([backbones](backbones.md)) at least 8.");

  static final Option<Duration> MAX_WAIT =
      Option.withDefault(
          "maxWait",
          OptionTypes.duration(Duration.ofMillis(1), Duration.ofHours(1)),
          "500ms",
          "The longest that an example waits for its mini-batch to fill up; with a backbone that"
              + " normalises over the mini-batch, not before there are 8.");

  static final Option<Integer> MAX_BUFFERED =
      Option.withDefault(
          "maxBuffered",
          OptionTypes.integer(1, 1_000_000),
          "512",
          "Examples of a task that may wait for those of other tasks before a mini-batch leaves"
              + " without them; at least `size`.");

  static final OptionSection BATCH =
      new OptionSection(
          "batch",
          "Mini-batches: one leaves when every task has `size` examples, when one task has"
              + " `maxBuffered`, or after `maxWait`.",
          List.of(BATCH_SIZE, MAX_WAIT, MAX_BUFFERED),
          List.of());

  static final OptionSection SECTION =
      new OptionSection(
          "training",
          "How the model learns.",
          List.of(
              ENGINE, PRECISION, ClipOptions.CLIP_NORM, SEED, CHECKPOINT_INTERVAL, METRICS_WINDOW),
          List.of(
              OptimiserOptions.SECTION,
              WeightingOptions.SECTION,
              CombinationOptions.SECTION,
              ClipOptions.SECTION,
              PenaltyOptions.SECTION,
              ScheduleOptions.SECTION,
              BATCH));

  private TrainingOptions() {}

  private static Map<String, Precision> precisions() {
    Map<String, Precision> byId = new LinkedHashMap<>();
    List.of(Precision.F32, Precision.BF16).forEach(each -> byId.put(each.id(), each));
    return byId;
  }
}
