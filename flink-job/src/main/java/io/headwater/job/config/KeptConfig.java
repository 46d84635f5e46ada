package io.headwater.job.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Map;

/**
 * The text of a configuration as it may be shown to anyone: without the settings of Kafka's
 * clients, which may be secret.
 */
public record KeptConfig(String yaml) {
  private static final List<String> SECRETS =
      List.of(KafkaOptions.PROPERTIES.name(), KafkaOptions.PROPERTIES_FILE.name());

  public KeptConfig {
    requireNonNull(yaml);
  }

  /**
   * @param text of a configuration
   * @throws ConfigException if it is no YAML
   */
  public static KeptConfig of(String text) {
    if (!(YamlTree.parse("the configuration", text) instanceof ObjectNode root)) {
      throw new ConfigException("the configuration", List.of("it has no sections"));
    }
    if (root.get(KafkaOptions.SECTION.name()) instanceof ObjectNode kafka) {
      kafka.remove(SECRETS);
    }
    try {
      return new KeptConfig(new YAMLMapper().writeValueAsString(root));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  /**
   * The configuration, reaching Kafka as another one does.
   *
   * @throws ConfigException if this version does not take it
   */
  public JobConfig reachingAs(KafkaConfig other) {
    JobConfig kept =
        JobConfig.parse(
            yaml,
            "the running job's configuration",
            Map.of(JobConfig.BOOTSTRAP_SERVERS, other.bootstrapServers()));
    return kept.with(kept.kafka().withClientSettings(other.clientSettings()));
  }
}
