package io.headwater.job.decode;

import static java.util.Objects.requireNonNull;

/**
 * An event that cannot be learned from, with all that is needed to repair and replay it.
 *
 * @param reason name of the {@link RejectionReason}
 * @param message what was wrong, its value, and what would be right
 * @param timeMillis when it was rejected, milliseconds since the epoch, UTC
 * @param key the event's original key, empty if it had none
 * @param value the event's original bytes, empty if it had none
 */
public record Rejection(
    String topic,
    int partition,
    long offset,
    String reason,
    String message,
    long timeMillis,
    byte[] key,
    byte[] value) {
  public Rejection {
    requireNonNull(topic, "topic");
    requireNonNull(reason, "reason");
    requireNonNull(message, "message");
    requireNonNull(key, "key");
    requireNonNull(value, "value");
  }
}
