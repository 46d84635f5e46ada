package io.headwater.job.kafka;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A topic of a job, and all rules for its settings. */
public sealed interface JobTopic permits InputTopic, OutputTopic {
  String name();

  /** With which it is made, if there is none, by configuration name. */
  Map<String, String> settings();

  /**
   * What does not do of a topic that is there.
   *
   * @param existing its settings
   */
  List<UnfitSetting> unfit(ToldSettings existing);

  /**
   * Why the job can't run with a topic that is there.
   *
   * @param brokers where it is, for the remedies
   */
  default List<Shortcoming> shortcomings(ToldSettings existing, String brokers) {
    return unfit(existing).stream()
        .filter(UnfitSetting::prevents)
        .map(setting -> setting.shortcoming(brokers))
        .toList();
  }

  /** What somebody will miss in a topic that is there, though the job can run with it. */
  default List<Shortcoming> risks(ToldSettings existing, String brokers) {
    return unfit(existing).stream()
        .filter(setting -> !setting.prevents())
        .map(setting -> setting.shortcoming(brokers))
        .toList();
  }

  /** The settings that make a topic that is there fit, by name; empty if it does. */
  default Map<String, String> repairs(ToldSettings existing) {
    Map<String, String> repairs = new TreeMap<>();
    unfit(existing).forEach(setting -> repairs.put(setting.name(), setting.wanted()));
    return repairs;
  }
}
