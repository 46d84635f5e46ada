package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.LineagePlan;
import io.headwater.job.identity.SavedModel;
import io.headwater.schema.OffsetRange;
import io.headwater.schema.SnapshotManifest;
import io.headwater.schema.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A savepoint of the whole job, written before the learner's state had parts (68bd163): one step
 * over 16 examples, published as version 1, and three garments that waited for their mini-batch.
 */
@Timeout(240)
class EarlierSavepointTest {
  private static final Duration DEADLINE = Duration.ofSeconds(120);
  private static final String MODEL = "saved";
  private static final List<String> TASKS = List.of("garment", "similarity");
  private static final int PARTITIONS = 2;
  private static final List<String> FILES =
      List.of("_metadata", "79a570d0-0581-4a4a-b883-4d1c809d6222");

  @TempDir private Path checkpoints;

  @Test
  void isRestoredAndGoesOn() throws IOException {
    Path savepoint = Files.createDirectory(checkpoints.resolve("savepoint-68bd16-000000000000"));
    for (String file : FILES) {
      Files.write(savepoint.resolve(file), bytes(file));
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        KafkaTopics topics = new KafkaTopics(kafka)) {
      TASKS.forEach(task -> kafka.createTopic("saved-" + task, PARTITIONS, Map.of()));
      FourTaskEvents events = new FourTaskEvents(5);
      send(topics, "garment", events, 11);
      send(topics, "similarity", events, 8);
      try (LocalJob job = start(kafka)) {
        assertThat(job.resumed().flatMap(KeptState::model))
            .get()
            .extracting(SavedModel::step, SavedModel::examples, SavedModel::version)
            .containsExactly(1L, 16L, 1L);
        send(topics, "garment", events, 5);
        send(topics, "similarity", events, 8);
        SnapshotManifest last = awaitManifest(topics, job);
        assertThat(manifests(topics).get(0))
            .extracting(SnapshotManifest::getVersion, SnapshotManifest::getParentVersion)
            .containsExactly(2L, 1L);
        assertThat(last.getLineageId())
            .isEqualTo(job.resumed().flatMap(KeptState::model).orElseThrow().identity().lineage());
        assertThat(last.getLineage())
            .extracting(OffsetRange::getTopic, OffsetRange::getExamples)
            .containsExactlyInAnyOrder(
                tuple("saved-garment", 9L),
                tuple("saved-garment", 7L),
                tuple("saved-similarity", 8L),
                tuple("saved-similarity", 8L));
        assertThat(job.failure()).isEmpty();
      }
    }
  }

  private static void send(KafkaTopics topics, String task, FourTaskEvents events, int count) {
    for (int i = 0; i < count; i++) {
      topics.send("saved-" + task, i % PARTITIONS, events.next(task));
    }
  }

  private LocalJob start(EmbeddedKafka kafka) throws IOException {
    String yaml =
        new String(bytes("job.yaml"), StandardCharsets.UTF_8)
            .replace("SERVERS", kafka.bootstrapServers());
    // What the job before had written to its own broker is not in this one.
    yaml = yaml.replace("kafka:\n", "kafka:\n  acceptLostUpTo: 1000\n");
    // The garments that waited came long ago: they leave at once, and must not wait for others.
    yaml = yaml.replace("maxWait: 1h", "maxWait: 500ms");
    LocalJob job =
        LocalJob.start(
            JobConfig.parse(yaml, MODEL), checkpoints, LineagePlan.goOn(MODEL), Restarts.FEW);
    job.awaitRunning(DEADLINE);
    return job;
  }

  private static SnapshotManifest awaitManifest(KafkaTopics topics, LocalJob job) {
    return Await.present(
        "a snapshot of 32 examples",
        DEADLINE,
        () -> {
          assertThat(job.failure()).isEmpty();
          List<SnapshotManifest> all = manifests(topics);
          return all.stream().filter(manifest -> manifest.getExamples() >= 32).findFirst();
        });
  }

  private static List<SnapshotManifest> manifests(KafkaTopics topics) {
    return topics.committed("saved-snapshots").stream()
        .filter(record -> Wire.SNAPSHOT_MANIFEST.claims(record.value()))
        .map(record -> Wire.SNAPSHOT_MANIFEST.decode(record.value()).orElseThrow())
        .toList();
  }

  private static byte[] bytes(String file) {
    try (InputStream in =
        EarlierSavepointTest.class.getResourceAsStream("savepoint-before-parts/" + file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
