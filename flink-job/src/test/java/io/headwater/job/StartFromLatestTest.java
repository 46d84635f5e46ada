package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.config.JobConfig;
import io.headwater.schema.OffsetRange;
import io.headwater.schema.wire.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a job starts that was told to start from the latest events. */
class StartFromLatestTest {
  private static final Duration DEADLINE = Duration.ofSeconds(180);
  private static final String TOPIC = "latest-garment";
  private static final int EARLIER = 4;

  private final FourTaskEvents events = new FourTaskEvents(5);
  @TempDir private Path checkpoints;

  @Test
  void onlyAJobWithoutACheckpointSkipsWhatIsThere() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        KafkaTopics topics = new KafkaTopics(kafka)) {
      FourTaskEvents.TASKS.forEach(task -> kafka.createTopic("latest-" + task, 1, Map.of()));
      JobConfig config = config(kafka);
      for (int i = 0; i < EARLIER; i++) {
        send(topics, 0);
      }
      try (LocalJob job = start(config)) {
        await(
            job,
            () -> {
              send(topics, 0);
              return learned(topics, config, 0).isPresent();
            });
        assertThat(learned(topics, config, 0).orElseThrow().getFirstOffset())
            .isGreaterThanOrEqualTo(EARLIER);
      }

      long end = send(topics, 0);
      long oldestLeft = send(topics, 0);
      long last = send(topics, 0);
      assertThat(oldestLeft).isEqualTo(end + 1);
      deleteBefore(kafka, oldestLeft);
      addPartition(kafka);
      long lastOfNew = send(topics, 1);
      try (LocalJob job = start(config)) {
        await(job, () -> learnedUpTo(topics, config, 0, last));
        await(job, () -> learnedUpTo(topics, config, 1, lastOfNew));
      }
      assertThat(learned(topics, config, 1).orElseThrow().getFirstOffset()).isZero();
    }
  }

  private long send(KafkaTopics topics, int partition) {
    return topics.send(TOPIC, partition, events.next("garment")).offset();
  }

  private LocalJob start(JobConfig config) {
    LocalJob job = LocalJob.start(config, checkpoints);
    job.awaitRunning(DEADLINE);
    return job;
  }

  private static void await(LocalJob job, BooleanSupplier isSo) {
    Await.until(
        "the job learns that",
        DEADLINE,
        () -> {
          assertThat(job.failure()).isEmpty();
          return isSo.getAsBoolean();
        });
  }

  private static boolean learnedUpTo(
      KafkaTopics topics, JobConfig config, int partition, long offset) {
    return learned(topics, config, partition)
        .filter(range -> range.getLastOffset() == offset)
        .isPresent();
  }

  /** What the newest snapshot has learned of a partition. */
  private static Optional<OffsetRange> learned(
      KafkaTopics topics, JobConfig config, int partition) {
    List<OffsetRange> ranges =
        topics.committed(config.snapshots().topic()).stream()
            .filter(record -> Wire.SNAPSHOT_MANIFEST.claims(record.value()))
            .map(record -> Wire.SNAPSHOT_MANIFEST.decode(record.value()).orElseThrow())
            .reduce((earlier, later) -> later)
            .map(manifest -> manifest.getLineage())
            .orElse(List.of());
    return ranges.stream()
        .filter(range -> range.getTopic().equals(TOPIC) && range.getPartition() == partition)
        .findFirst();
  }

  /** As retention does. */
  private static void deleteBefore(EmbeddedKafka kafka, long offset) throws Exception {
    try (Admin admin = admin(kafka)) {
      admin
          .deleteRecords(Map.of(new TopicPartition(TOPIC, 0), RecordsToDelete.beforeOffset(offset)))
          .all()
          .get();
    }
  }

  private static void addPartition(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = admin(kafka)) {
      admin.createPartitions(Map.of(TOPIC, NewPartitions.increaseTo(2))).all().get();
    }
  }

  private static Admin admin(EmbeddedKafka kafka) {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private static JobConfig config(EmbeddedKafka kafka) {
    String yaml = FourTaskEvents.configuration("latest", "plain-java", kafka.bootstrapServers());
    return JobConfig.parse(
        yaml.replace(
            "kafka:\n",
            "kafka:\n  startFrom: latest\n  properties: {partition.discovery.interval.ms: 200}\n"),
        "latest");
  }
}
