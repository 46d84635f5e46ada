package io.headwater.cli.produce;

import java.util.List;
import java.util.Map;

/**
 * What became of a source.
 *
 * @param sent events that the broker has, of this run and of those that it goes on from
 * @param refused images that were not sent, likewise
 * @param topics events of this run that the broker has, by topic
 * @param refusals those of this run, the first ones of many
 */
record ProduceReport(long sent, long refused, Map<String, Long> topics, List<Refusal> refusals) {
  /** How many refusals are kept. */
  static final int MOST_REFUSALS = 10_000;

  ProduceReport {
    topics = Map.copyOf(topics);
    refusals = List.copyOf(refusals);
  }
}
