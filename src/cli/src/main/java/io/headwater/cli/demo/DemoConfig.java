package io.headwater.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.cli.KafkaClients;
import io.headwater.job.config.JobConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The configuration of the demo's job: the resource {@code demo.yaml}.
 *
 * @param engine as in {@code training.engine}
 * @param precision as in {@code training.precision}
 */
public record DemoConfig(String engine, String precision) {
  /** What suits the machine, in 32 bits. */
  public static final DemoConfig DEFAULT = new DemoConfig("auto", "f32");

  /**
   * @throws io.headwater.job.config.ConfigException if there is no such engine or precision
   */
  JobConfig of(KafkaClients clients, DemoTopics topics) {
    return JobConfig.parse(yaml(clients, topics.prefix()), "the demo's configuration");
  }

  /**
   * @param topicPrefix what the names of the topics start with
   */
  public String yaml(KafkaClients clients, String topicPrefix) {
    return template()
        .replace("ENGINE", engine)
        .replace("PRECISION", precision)
        .replace("PREFIX", topicPrefix)
        .replace("BOOTSTRAP_SERVERS", clients.bootstrapServers())
        .replace("PROPERTIES", json(clients.properties()));
  }

  /** JSON is YAML, too. */
  private static String json(Map<String, String> properties) {
    try {
      return new ObjectMapper().writeValueAsString(properties);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of strings can be written as JSON", e);
    }
  }

  private static String template() {
    try (InputStream in = DemoConfig.class.getResourceAsStream("/demo.yaml")) {
      if (in == null) {
        throw new IllegalStateException("demo.yaml is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read demo.yaml", e);
    }
  }
}
