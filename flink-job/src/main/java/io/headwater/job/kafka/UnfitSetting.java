package io.headwater.job.kafka;

/**
 * A setting of a topic that is there, and does not do for the job.
 *
 * @param name of the setting, such as "retention.ms"
 * @param wanted the value that does
 * @param what names the topic and its value, and says what comes of it
 * @param change what to do to it: "raise" or "change"
 * @param prevents whether the job can't run with it; else somebody only loses by it
 */
public record UnfitSetting(
    String name, String wanted, String what, String change, boolean prevents) {
  /**
   * @param brokers where the topic is
   */
  public Shortcoming shortcoming(String brokers) {
    return new Shortcoming(what, change + " it with " + TopicsCommand.alter(brokers, name, wanted));
  }
}
