package io.headwater.cli;

import static java.util.Objects.requireNonNull;

import io.headwater.cli.images.DemoTask;
import io.headwater.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The demo's job with topics of its own, for tests.
 *
 * @param prefix what the names of its topics start with
 */
public record DemoJob(EmbeddedKafka kafka, String prefix) {
  /** Creates the topics that the job reads. */
  public DemoJob withTopics() {
    for (DemoTask task : DemoTask.values()) {
      kafka.createTopic(task.topic(prefix), 2, Map.of());
    }
    return this;
  }

  /** Writes its configuration into the directory. */
  public String writeConfig(Path directory) throws IOException {
    try (InputStream in = requireNonNull(DemoJob.class.getResourceAsStream("/demo.yaml"))) {
      String yaml =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .replace("PREFIX", prefix)
              .replace("BOOTSTRAP_SERVERS", kafka.bootstrapServers())
              .replace("PROPERTIES", "{}");
      return Files.writeString(directory.resolve(prefix + "job.yaml"), yaml).toString();
    }
  }
}
