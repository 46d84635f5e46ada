package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What a follower follows.
 *
 * @param bootstrapServers "HOST:PORT", several separated by commas
 * @param topic the snapshots topic
 * @param model the model's name
 * @param properties for the Kafka consumer, such as those of TLS and SASL; isolation, offsets and
 *     deserialization are the follower's own
 */
public record FollowerConfig(
    String bootstrapServers,
    String topic,
    String model,
    SnapshotLimits limits,
    Map<String, String> properties) {
  public FollowerConfig {
    requireNonNull(bootstrapServers, "bootstrapServers");
    requireNonNull(topic, "topic");
    requireNonNull(model, "model");
    requireNonNull(limits, "limits");
    properties = Map.copyOf(properties);
  }

  /** With the default limits and no further properties. */
  public static FollowerConfig of(String bootstrapServers, String topic, String model) {
    return new FollowerConfig(bootstrapServers, topic, model, SnapshotLimits.DEFAULT, Map.of());
  }

  @Override
  public String toString() {
    return "model '" + model + "' in topic '" + topic + "' at " + bootstrapServers;
  }
}
