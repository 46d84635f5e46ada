package io.headwater.job.config;

import io.headwater.job.config.Option.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys of the section "kafka". */
final class KafkaOptions {
  static final Option<String> BOOTSTRAP_SERVERS =
      Option.required(
              "bootstrapServers",
              OptionTypes.matching(
                  "a list such as host1:9092,host2:9092",
                  "[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*|(?:\\[[0-9a-fA-F:]+\\]:\\d{1,5},?)+"),
              "The brokers to start from. The environment variable"
                  + " `HEADWATER_KAFKA_BOOTSTRAP_SERVERS` takes precedence.")
          .about(Subject.CONNECTION);

  static final Option<StartFrom> START_FROM =
      Option.withDefault(
          "startFrom",
          OptionTypes.choice(startingPoints()),
          "earliest",
          "Where a job without a checkpoint starts in each partition. One with a checkpoint goes on"
              + " from there, or from the oldest event that is left; partitions that are found"
              + " later are read from their beginning.");

  static final Option<String> REJECTED_TOPIC =
      Option.withDefault(
          "rejectedTopic",
          OptionTypes.topic(),
          "headwater-rejected",
          "Where events go that cannot be learned from, with the reason.");

  static final Option<String> METRICS_TOPIC =
      Option.withDefault(
          "metricsTopic",
          OptionTypes.topic(),
          "headwater-metrics",
          "Where the tasks' test-then-train metrics go.");

  static final Option<Long> ACCEPT_LOST_UP_TO =
      Option.withDefault(
              "acceptLostUpTo",
              OptionTypes.wholeNumber(0, Long.MAX_VALUE),
              "0",
              "The last checkpoint whose records Kafka may have lost, when the job goes on from it. A"
                  + " job whose checkpoint has records that Kafka aborted ends, and says what is"
                  + " lost and which number to put here.")
          .about(Subject.RECOVERY);

  static final Option<String> PROPERTIES_FILE =
      Option.optional(
              "propertiesFile",
              OptionTypes.text(),
              "A Java properties file with settings for every Kafka client, such as those for TLS and"
                  + " SASL. A relative path starts from the configuration file. Never shown.")
          .about(Subject.CONNECTION);

  static final Option<Map<String, String>> PROPERTIES =
      Option.withDefault(
              "properties",
              OptionTypes.properties(),
              "{}",
              "Settings for every Kafka client; they take precedence over those of the file. Those for"
                  + " sizes and for the transaction timeout are refused where they are less than the"
                  + " job needs. Never shown.")
          .about(Subject.SECRETS);

  static final OptionSection SECTION =
      new OptionSection(
          "kafka",
          "Where events come from, and where what is not a snapshot goes.",
          List.of(
              BOOTSTRAP_SERVERS,
              START_FROM,
              REJECTED_TOPIC,
              METRICS_TOPIC,
              ACCEPT_LOST_UP_TO,
              PROPERTIES_FILE,
              PROPERTIES),
          List.of());

  private KafkaOptions() {}

  private static Map<String, StartFrom> startingPoints() {
    Map<String, StartFrom> byId = new LinkedHashMap<>();
    byId.put("earliest", StartFrom.EARLIEST);
    byId.put("latest", StartFrom.LATEST);
    return byId;
  }
}
