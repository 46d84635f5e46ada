package io.headwater.job.kafka;

/** The command that makes the topics of a configuration, for remedies. */
final class TopicsCommand {
  private TopicsCommand() {}

  /** It makes those that are missing. */
  static String create(String brokers) {
    return "'headwater topics create CONFIG --kafka %s'".formatted(first(brokers));
  }

  /** It also changes this setting of those that are there. */
  static String alter(String brokers, String setting, String value) {
    return "'headwater topics create CONFIG --alter --kafka %s', which sets %s=%s"
        .formatted(first(brokers), setting, value);
  }

  private static String first(String brokers) {
    int comma = brokers.indexOf(',');
    return comma < 0 ? brokers : brokers.substring(0, comma);
  }
}
