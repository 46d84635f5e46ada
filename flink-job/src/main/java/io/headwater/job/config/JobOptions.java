package io.headwater.job.config;

import java.util.List;

/** All keys of the configuration file. */
final class JobOptions {
  static final OptionSection ROOT =
      new OptionSection(
          "",
          "",
          List.of(),
          List.of(
              ModelOptions.SECTION,
              TaskOptions.SECTION,
              TrainingOptions.SECTION,
              KafkaOptions.SECTION,
              SnapshotsOptions.SECTION,
              LimitsOptions.SECTION));

  private JobOptions() {}
}
