package io.headwater.cli.configs;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.images.DemoTask;
import io.headwater.job.config.JobConfig;
import io.headwater.job.config.TaskConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadyConfigTest {
  static List<ReadyConfig> all() {
    return ReadyConfig.all();
  }

  @Test
  void everyFileIsInTheIndex() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/configs"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(Stream.of("index"), ReadyConfig.names().stream())
                  .map(name -> name + ".yaml")
                  .toList());
    }
  }

  /** From the topics that `headwater feed` fills, as the demo does. */
  @ParameterizedTest
  @MethodSource("all")
  void isValidAndReadsTheTopicsOfTheDemo(ReadyConfig ready) {
    JobConfig config = JobConfig.parse(ready.yaml(), ready.name());
    for (TaskConfig task : config.tasks()) {
      DemoTask known = DemoTask.of(task.task().name());
      assertThat(task.topics()).containsExactly(known.topic("headwater-"));
    }
  }

  @Test
  void theFirstReferenceSystemIsAsDescribed() {
    JobConfig config =
        JobConfig.parse(ReadyConfig.named("lenet-four-tasks").orElseThrow().yaml(), "it");
    assertThat(config.learned())
        .extracting(task -> task.lossWeight())
        .containsExactly(.1, .4, .2, .3);
    assertThat(config.training().optimiser().toString()).contains("Adam", "0.001");
  }
}
