package io.headwater.job.config;

import static io.headwater.job.config.Configurations.FULL;
import static io.headwater.job.config.Configurations.SMALLEST;
import static io.headwater.job.config.Configurations.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.augment.Augmentation;
import io.headwater.learning.augment.HorizontalFlip;
import io.headwater.learning.combine.Sum;
import io.headwater.learning.engine.Engines;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.loss.TaskLoss;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.optimise.GlobalNorm;
import io.headwater.learning.optimise.Penalty;
import io.headwater.learning.schedule.Constant;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import io.headwater.learning.weighting.FixedWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobConfigTest {
  @TempDir private Path directory;

  @Test
  void whatIsLeftOutHasItsDefault() {
    JobConfig config = parse(SMALLEST);

    assertThat(config.model())
        .isEqualTo(new ModelConfig("fashion", Backbone.LENET, new ImageShape(1, 28, 28)));
    assertThat(config.tasks())
        .containsExactly(
            new TaskConfig(
                new Task("garment", TaskKind.CLASSIFICATION, 1, List.of("shirt", "shoe")),
                List.of("garments"),
                Optional.empty(),
                List.of(),
                TaskLoss.usual(TaskKind.CLASSIFICATION)));
    assertThat(config.training())
        .isEqualTo(
            new TrainingConfig(
                Engines.AUTO,
                Precision.F32,
                Adam.withLearningRate(0.001),
                new FixedWeights(),
                new Sum(),
                new GlobalNorm(5),
                Penalty.NONE,
                new Constant(),
                1,
                new BatchConfig(16, Duration.ofMillis(500), 512),
                Duration.ofSeconds(10),
                1000));
    assertThat(config.kafka())
        .isEqualTo(
            new KafkaConfig(
                "localhost:9092",
                StartFrom.EARLIEST,
                "headwater-rejected",
                "headwater-metrics",
                0,
                Map.of()));
    assertThat(config.snapshots())
        .isEqualTo(new SnapshotsConfig("headwater-snapshots", 512 * 1024, 1));
    assertThat(config.limits()).isEqualTo(new LimitsConfig(16 << 20, 8 << 20, 256L << 20));
  }

  @Test
  void everyKeyIsRead() {
    JobConfig config = parse(FULL);

    assertThat(config.model().input()).isEqualTo(new ImageShape(3, 32, 30));
    assertThat(config.tasks())
        .extracting(task -> task.task().name())
        .containsExactly("garment", "outline");
    assertThat(config.tasks().get(0).topics()).containsExactly("garments", "more-garments");
    assertThat(config.tasks().get(0).augmentations())
        .containsExactly(new Augmentation(new HorizontalFlip(), 0.5));
    assertThat(config.tasks().get(1).reads("outlines-2")).isTrue();
    assertThat(config.tasks().get(1).reads("my-outlines-2")).isFalse();
    assertThat(config.training())
        .isEqualTo(
            new TrainingConfig(
                "dl4j",
                Precision.BF16,
                new Adam(0.01, 0.8, 0.99, 1e-7),
                new FixedWeights(),
                new Sum(),
                new GlobalNorm(Double.POSITIVE_INFINITY),
                Penalty.NONE,
                new Constant(),
                -7,
                new BatchConfig(32, Duration.ofSeconds(2), 64),
                Duration.ofMinutes(1),
                500));
    assertThat(config.kafka())
        .isEqualTo(
            new KafkaConfig(
                "kafka-1:9092,kafka-2:9092",
                StartFrom.LATEST,
                "rejected",
                "metrics",
                7,
                Map.of("client.id", "fashion", "request.timeout.ms", "1000")));
    assertThat(config.snapshots()).isEqualTo(new SnapshotsConfig("snapshots", 1 << 20, 3));
    assertThat(config.limits()).isEqualTo(new LimitsConfig(1_000_000, 2_000_000, 3_000_000));
  }

  @Test
  void aBufferMayHoldOneMiniBatch() {
    BatchConfig batch =
        parse(SMALLEST + "training: {batch: {size: 32, maxBuffered: 32}}\n").training().batch();
    assertThat(batch).isEqualTo(new BatchConfig(32, Duration.ofMillis(500), 32));
  }

  @Test
  void givesTheArchitectureAndHowItLearns() {
    JobConfig config = parse(FULL);

    assertThat(config.architecture())
        .isEqualTo(
            Backbone.LENET.architecture(
                new ImageShape(3, 32, 30),
                List.of(
                    new Task(
                        "garment", TaskKind.CLASSIFICATION, 0.1, List.of("shirt", "shoe", "bag")),
                    new Task("outline", TaskKind.EDGES, 2, List.of()))));
    assertThat(config.learnerConfig())
        .isEqualTo(
            new LearnerConfig(new Adam(0.01, 0.8, 0.99, 1e-7), Double.POSITIVE_INFINITY, -7, 500)
                .withLosses(
                    Map.of(
                        "garment",
                        TaskLoss.usual(TaskKind.CLASSIFICATION),
                        "outline",
                        TaskLoss.usual(TaskKind.EDGES))));
  }

  @Test
  void theDigestIsOfWhatIsLearnedNotOfHowItIsWrittenOrReached() {
    String digest = parse(SMALLEST).digest();

    assertThat(digest).matches("[0-9a-f]{64}");
    assertThat(parse("# a comment\n" + SMALLEST).digest()).isEqualTo(digest);
    assertThat(parse(SMALLEST + "training: {seed: 1}\n").digest()).isEqualTo(digest);
    assertThat(parse(SMALLEST.replace("localhost", "elsewhere")).digest()).isEqualTo(digest);
    assertThat(parse(SMALLEST + "  properties: {sasl.jaas.config: secret}\n").digest())
        .isEqualTo(digest);
    assertThat(parse(SMALLEST + "training: {seed: 2}\n").digest()).isNotEqualTo(digest);
    assertThat(parse(SMALLEST.replace("shirt, shoe", "shoe, shirt")).digest()).isNotEqualTo(digest);
  }

  /** So that consumers who compare digests see what was configured, not which version read it. */
  @Test
  void theDigestOfAFileDoesNotChangeWhenKeysAreAdded() {
    assertThat(parse(SMALLEST).digest())
        .isEqualTo("5009341c59ab3351d2f9c27629a82e3f6ad39069aa74a88ca87742ae940057e3");
    assertThat(parse(FULL).digest())
        .isEqualTo("2d4c82eb58afc8544df0adb8a71e2aaeb49540e2f2f0599af0ceb0225247c712");
  }

  @Test
  void clientsGetTheSettingsOfFileAndConfigurationAndSecretsAreNotShown() throws IOException {
    Files.writeString(
        directory.resolve("secrets.properties"), "sasl.jaas.config=hunter2\nclient.id=from file\n");
    Path file = directory.resolve("job.yaml");
    Files.writeString(
        file,
        SMALLEST + "  propertiesFile: secrets.properties\n  properties: {client.id: from yaml}\n");

    KafkaConfig kafka = JobConfig.load(file).kafka();

    assertThat(kafka.clientProperties())
        .containsOnly(
            Map.entry("bootstrap.servers", "localhost:9092"),
            Map.entry("sasl.jaas.config", "hunter2"),
            Map.entry("client.id", "from yaml"));
    assertThat(kafka.toString()).contains("sasl.jaas.config").doesNotContain("hunter2");
  }

  @Test
  void theEnvironmentCanNameOtherBrokers() throws IOException {
    Path file = directory.resolve("job.yaml");
    Files.writeString(file, SMALLEST.substring(0, SMALLEST.indexOf("kafka:")));

    JobConfig config =
        JobConfigReader.read(file, Map.of("HEADWATER_KAFKA_BOOTSTRAP_SERVERS", "kafka:29092"));

    assertThat(config.kafka().bootstrapServers()).isEqualTo("kafka:29092");
    for (String section : List.of(SMALLEST, SMALLEST.replace("kafka:\n", "kafka: {}\n#"))) {
      Path other = directory.resolve("other.yaml");
      Files.writeString(other, section.replace("  bootstrapServers: localhost:9092\n", ""));
      Map<String, String> environment = Map.of("HEADWATER_KAFKA_BOOTSTRAP_SERVERS", "kafka:1");
      assertThat(JobConfigReader.read(other, environment).kafka().bootstrapServers())
          .isEqualTo("kafka:1");
    }
    assertThatThrownBy(
            () -> JobConfigReader.read(file, Map.of("HEADWATER_KAFKA_BOOTSTRAP_SERVERS", "kafka")))
        .hasMessage(
            file
                + ": kafka.bootstrapServers is 'kafka'; it must be a list such as"
                + " host1:9092,host2:9092");
  }
}
