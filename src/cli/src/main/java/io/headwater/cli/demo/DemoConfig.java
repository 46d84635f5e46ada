package io.headwater.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.headwater.cli.CommandFailure;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.configs.ReadyConfig;
import io.headwater.cli.images.DemoTask;
import io.headwater.job.config.JobConfig;
import java.util.List;

/**
 * The configuration of the demo's job: one that comes with the product, with the demo's broker and
 * pace.
 *
 * @param ready the configuration
 * @param engine as in {@code training.engine}
 * @param precision as in {@code training.precision}
 */
public record DemoConfig(ReadyConfig ready, String engine, String precision) {
  /** What the names of topics start with in configurations that come with the product. */
  private static final String PREFIX = "headwater-";

  private static final YAMLMapper YAML = new YAMLMapper();

  /** The main job, on what suits the machine, in 32 bits. */
  public static final DemoConfig DEFAULT = of(ReadyConfig.DEFAULT, "auto", "f32");

  /**
   * @throws CommandFailure if there is no configuration of that name
   */
  static DemoConfig of(String name, String engine, String precision) {
    ReadyConfig ready =
        ReadyConfig.named(name)
            .orElseThrow(
                () ->
                    CommandFailure.environment(
                        "--config is %s; it must be one of %s"
                            .formatted(name, String.join(", ", ReadyConfig.names())),
                        null));
    return new DemoConfig(ready, engine, precision);
  }

  /**
   * @throws io.headwater.job.config.ConfigException if there is no such engine or precision
   */
  JobConfig of(KafkaClients clients, DemoTopics topics) {
    return JobConfig.parse(yaml(clients, topics.prefix()), "the demo's configuration");
  }

  /** The tasks that it trains, in its order. */
  List<DemoTask> tasks() {
    return JobConfig.parse(ready.yaml(), ready.name()).tasks().stream()
        .map(task -> DemoTask.of(task.task().name()))
        .toList();
  }

  /**
   * @param topicPrefix what the names of the topics start with
   */
  public String yaml(KafkaClients clients, String topicPrefix) {
    try {
      ObjectNode root = (ObjectNode) YAML.readTree(ready.yaml());
      for (JsonNode task : root.withObject("/tasks")) {
        ArrayNode topics = task.withArray("/topics");
        for (int i = 0; i < topics.size(); i++) {
          topics.set(i, renamed(topics.get(i).textValue(), topicPrefix));
        }
      }
      rename(root.withObject("/kafka"), "rejectedTopic", topicPrefix);
      rename(root.withObject("/kafka"), "metricsTopic", topicPrefix);
      rename(root.withObject("/snapshots"), "topic", topicPrefix);
      root.withObject("/training")
          .put("engine", engine)
          .put("precision", precision)
          .put("checkpointInterval", ready.demo().checkpointInterval());
      root.withObject("/kafka")
          .put("bootstrapServers", clients.bootstrapServers())
          .set("properties", YAML.valueToTree(clients.properties()));
      return YAML.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("'" + ready.name() + "' is not YAML", e);
    }
  }

  private static void rename(ObjectNode section, String key, String prefix) {
    section.put(key, renamed(section.required(key).textValue(), prefix));
  }

  private static String renamed(String topic, String prefix) {
    if (!topic.startsWith(PREFIX)) {
      throw new IllegalStateException("topic '" + topic + "' does not start with " + PREFIX);
    }
    return prefix + topic.substring(PREFIX.length());
  }
}
