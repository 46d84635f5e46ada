package io.headwater.cli.demo;

import io.headwater.job.config.JobConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The configuration of the demo's job: the resource {@code demo.yaml}. */
final class DemoConfig {
  private DemoConfig() {}

  static JobConfig of(String bootstrapServers, DemoTopics topics) {
    String yaml =
        template()
            .replace("PREFIX", topics.prefix())
            .replace("BOOTSTRAP_SERVERS", bootstrapServers);
    return JobConfig.parse(yaml, "demo.yaml");
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
