package io.headwater.learning.task;

import static java.util.Objects.requireNonNull;

/** Where an example came from: one record of one Kafka partition. */
public record SourcePosition(String topic, int partition, long offset) {
  public SourcePosition {
    requireNonNull(topic, "topic");
  }
}
