package io.headwater.cli.produce;

import io.headwater.cli.CommandRun;
import io.headwater.cli.images.FashionMnist;
import io.headwater.cli.images.GarmentFiles;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.config.JobConfig;
import io.headwater.job.kafka.JobTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A job with a task of each kind, and its topics.
 *
 * @param file its configuration
 */
public record FiveTasks(Path file) {
  private static final String YAML =
      """
      model: {name: garments, backbone: lenet, input: {channels: 1, height: 28, width: 28}}
      tasks:
        garment: {kind: classification, topics: [PREFIX-garment], classes: [CLASSES]}
        edges: {kind: edges, topics: [PREFIX-edges]}
        location: {kind: location, topics: [PREFIX-location]}
        similarity: {kind: similarity, topics: [PREFIX-similarity]}
        price: {kind: regression, topics: [PREFIX-price]}
      kafka: {bootstrapServers: "SERVERS", rejectedTopic: PREFIX-rejected, metricsTopic: PREFIX-metrics}
      snapshots: {topic: PREFIX-snapshots}
      """;

  /** Writes the configuration into the directory, and makes the topics. */
  public static FiveTasks in(Path directory, String prefix, EmbeddedKafka kafka)
      throws IOException {
    String yaml =
        YAML.replace("CLASSES", String.join(", ", FashionMnist.CLASSES))
            .replace("PREFIX", prefix)
            .replace("SERVERS", kafka.bootstrapServers());
    JobTopics.make(JobConfig.parse(yaml, prefix), 2, false);
    return new FiveTasks(Files.writeString(directory.resolve(prefix + ".yaml"), yaml));
  }

  /** Runs the command with a source and this configuration. */
  CommandRun produce(Path source, String... more) {
    return CommandRun.of(
        Stream.concat(
                Stream.of("produce", source.toString(), "--config", file.toString()),
                Arrays.stream(more))
            .toArray(String[]::new));
  }

  /** Two images of 28 x 28, a mask of their size, and one that is too small for them. */
  public static void writeImages(Path directory) throws IOException {
    Files.write(directory.resolve("a.png"), GarmentFiles.png(0));
    Files.write(directory.resolve("b.png"), GarmentFiles.png(1));
    Files.write(directory.resolve("mask.png"), Outline.png(28, 28, List.of()));
    Files.write(directory.resolve("small.png"), Outline.png(14, 14, List.of()));
  }
}
