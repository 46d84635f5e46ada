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
 * @param lineage which of the model's lineages is followed
 */
public record FollowerConfig(
    String bootstrapServers,
    String topic,
    String model,
    SnapshotLimits limits,
    Map<String, String> properties,
    LineageChoice lineage) {
  public FollowerConfig {
    requireNonNull(bootstrapServers, "bootstrapServers");
    requireNonNull(topic, "topic");
    requireNonNull(model, "model");
    requireNonNull(limits, "limits");
    requireNonNull(lineage, "lineage");
    properties = Map.copyOf(properties);
  }

  /** Follows the newest lineage. */
  public FollowerConfig(
      String bootstrapServers,
      String topic,
      String model,
      SnapshotLimits limits,
      Map<String, String> properties) {
    this(bootstrapServers, topic, model, limits, properties, new LineageChoice.Newest());
  }

  /** With the default limits and no further properties. */
  public static FollowerConfig of(String bootstrapServers, String topic, String model) {
    return new FollowerConfig(bootstrapServers, topic, model, SnapshotLimits.DEFAULT, Map.of());
  }

  /** The same, of that lineage. */
  public FollowerConfig with(LineageChoice other) {
    return new FollowerConfig(bootstrapServers, topic, model, limits, properties, other);
  }

  @Override
  public String toString() {
    return "model '" + model + "' in topic '" + topic + "' at " + bootstrapServers;
  }
}
