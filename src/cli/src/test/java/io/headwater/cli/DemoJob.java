package io.headwater.cli;

import io.headwater.cli.demo.DemoConfig;
import io.headwater.cli.images.DemoTask;
import io.headwater.embedded.EmbeddedKafka;
import java.io.IOException;
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
    String yaml = DemoConfig.DEFAULT.yaml(KafkaClients.of(kafka.bootstrapServers()), prefix);
    return Files.writeString(directory.resolve(prefix + "job.yaml"), yaml).toString();
  }
}
