package io.headwater.job.kafka;

/**
 * Something in Kafka, or in how it is used, that does not do for the job.
 *
 * @param what names it, its value, and what the job needs
 * @param remedy what to do about it, as an order
 */
public record Shortcoming(String what, String remedy) {
  /** One sentence. */
  @Override
  public String toString() {
    return what + ": " + remedy;
  }
}
