package io.headwater.schema.wire;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.ClassLabel;
import io.headwater.schema.EncodedImage;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.RawImage;
import io.headwater.schema.RejectedEvent;
import io.headwater.schema.ScalarLabel;
import io.headwater.schema.SkippedExamples;
import io.headwater.schema.SnapshotChunk;
import io.headwater.schema.SnapshotManifest;
import io.headwater.schema.TaskMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishedVersionsTest {
  private static final Map<String, Schema> CURRENT = currentContracts();

  @ParameterizedTest
  @MethodSource("io.headwater.schema.wire.Samples#all")
  void theCurrentContractIsTheLastOnePublished(Samples<?> sample) throws IOException {
    List<Schema> published = PublishedSchemas.of(sample.name());
    Schema current = current(sample);
    if (!published.isEmpty() && published.get(published.size() - 1).equals(current)) {
      return;
    }
    Path next = writeNextVersion(published.size() + 1);
    assertThat(published)
        .as(
            "%s changed since it was last published. If that is meant, copy %s to src/published/"
                + " and add a test that reads its bytes; never change a version that is there",
            sample.name(), next)
        .last()
        .isEqualTo(current);
  }

  @ParameterizedTest
  @MethodSource("io.headwater.schema.wire.Samples#all")
  void theCurrentContractReadsEveryVersionEverPublished(Samples<?> sample) {
    for (Schema old : PublishedSchemas.of(sample.name())) {
      var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(current(sample), old);
      assertThat(compatibility.getType())
          .as(compatibility.getDescription())
          .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
  }

  @ParameterizedTest
  @MethodSource("io.headwater.schema.wire.Samples#all")
  void theBytesOfEveryVersionAreKeptAndRead(Samples<?> sample) throws IOException {
    for (int version = 1; version <= PublishedSchemas.of(sample.name()).size(); version++) {
      assertThat(sample.wire().decode(bytes(version, sample.name())))
          .as("version %d of %s", version, sample)
          .isInstanceOf(Decoded.Value.class);
    }
  }

  @Test
  void labelledImagesOfVersion1KeepTheirMeaning() throws IOException {
    LabelledImage event = Wire.LABELLED_IMAGE.decode(bytes(1, "LabelledImage")).orElseThrow();
    assertThat(event.getId()).isEqualTo("event-1");
    assertThat(event.getEventTime()).isEqualTo(Samples.TIME);
    assertThat(event.getImage())
        .isInstanceOfSatisfying(
            RawImage.class,
            image ->
                assertThat(image.getData())
                    .isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, -1})));
    assertThat(event.getSecondImage()).isInstanceOf(EncodedImage.class);
    assertThat(event.getLabels())
        .containsOnlyKeys("garment", "edges", "place", "same", "age")
        .containsEntry("garment", new ClassLabel(7))
        .containsEntry("age", new ScalarLabel(-1.5f));
    assertThat(event.getWeight()).isEqualTo(2);
  }

  @Test
  void rejectedEventsOfVersion1KeepTheirMeaning() throws IOException {
    RejectedEvent event = Wire.REJECTED_EVENT.decode(bytes(1, "RejectedEvent")).orElseThrow();
    assertThat(event.getTopic()).isEqualTo("garments");
    assertThat(event.getPartition()).isEqualTo(3);
    assertThat(event.getOffset()).isEqualTo(42);
    assertThat(event.getReason()).isEqualTo("BAD_IMAGE");
    assertThat(event.getTime()).isEqualTo(Samples.TIME);
    assertThat(event.getKey()).isNull();
    assertThat(event.getValue()).isEqualTo(ByteBuffer.wrap(new byte[] {0, 1, 2}));
  }

  @Test
  void taskMetricsOfVersion1KeepTheirMeaning() throws IOException {
    TaskMetrics metrics = Wire.TASK_METRICS.decode(bytes(1, "TaskMetrics")).orElseThrow();
    assertThat(metrics.getTask()).isEqualTo("garment");
    assertThat(metrics.getExamples()).isEqualTo(160);
    assertThat(metrics.getValues()).containsExactly(Map.entry("accuracy", 0.5));
  }

  @Test
  void taskMetricsOfVersion1SayNothingOfWeightsAndGradients() throws IOException {
    TaskMetrics metrics = Wire.TASK_METRICS.decode(bytes(1, "TaskMetrics")).orElseThrow();
    assertThat(metrics.getLossWeight()).isNull();
    assertThat(metrics.getGradientNorm()).isNull();
    assertThat(metrics.getCosines()).isEmpty();
  }

  @Test
  void taskMetricsOfVersion2KeepTheirMeaning() throws IOException {
    TaskMetrics metrics = Wire.TASK_METRICS.decode(bytes(2, "TaskMetrics")).orElseThrow();
    assertThat(metrics.getValues()).containsExactly(Map.entry("accuracy", 0.5));
    assertThat(metrics.getLossWeight()).isEqualTo(0.25);
    assertThat(metrics.getGradientNorm()).isEqualTo(2);
    assertThat(metrics.getCosines()).containsExactly(Map.entry("edges", -0.5));
  }

  @Test
  void snapshotChunksOfVersion1KeepTheirMeaning() throws IOException {
    SnapshotChunk chunk = Wire.SNAPSHOT_CHUNK.decode(bytes(1, "SnapshotChunk")).orElseThrow();
    assertThat(chunk)
        .isEqualTo(new SnapshotChunk("fashion", 2L, 1, ByteBuffer.wrap(new byte[] {8, 9})));
  }

  @Test
  void snapshotManifestsOfVersion1KeepTheirMeaning() throws IOException {
    SnapshotManifest manifest =
        Wire.SNAPSHOT_MANIFEST.decode(bytes(1, "SnapshotManifest")).orElseThrow();
    assertThat(manifest.getModel()).isEqualTo("fashion");
    assertThat(manifest.getVersion()).isEqualTo(2);
    assertThat(manifest.getParentVersion()).isEqualTo(1);
    assertThat(manifest.getChunkSha256()).containsExactly("1".repeat(64), "2".repeat(64));
    assertThat(manifest.getTasks().get(0).getClasses()).containsExactly("shirt", "trousers");
    assertThat(manifest.getLineage().get(0).getLastOffset()).isEqualTo(170);
    assertThat(manifest.getMetrics()).hasSize(1);
    assertThat(manifest.getLineageId()).as("unknown then").isEmpty();
  }

  @Test
  void snapshotManifestsOfVersion2NameTheirLineage() throws IOException {
    SnapshotManifest manifest =
        Wire.SNAPSHOT_MANIFEST.decode(bytes(2, "SnapshotManifest")).orElseThrow();
    assertThat(manifest.getVersion()).isEqualTo(2);
    assertThat(manifest.getLineageId()).isEqualTo("0f8b2c44-6a57-4a0e-9d5b-7d8f5c1e2a90");
    assertThat(manifest.getSkipped()).as("unknown then").isEmpty();
  }

  @Test
  void snapshotManifestsOfVersion3CountWhatWasSkipped() throws IOException {
    SnapshotManifest manifest =
        Wire.SNAPSHOT_MANIFEST.decode(bytes(3, "SnapshotManifest")).orElseThrow();
    assertThat(manifest.getLineageId()).isEqualTo("0f8b2c44-6a57-4a0e-9d5b-7d8f5c1e2a90");
    assertThat(manifest.getSkipped())
        .containsExactly(new SkippedExamples("garments", 3, "NOT_FINITE", 6L));
  }

  @Test
  void snapshotManifestsOfVersion4HaveTheMetricsOfVersion2() throws IOException {
    SnapshotManifest manifest =
        Wire.SNAPSHOT_MANIFEST.decode(bytes(4, "SnapshotManifest")).orElseThrow();
    assertThat(manifest.getSkipped())
        .containsExactly(new SkippedExamples("garments", 3, "NOT_FINITE", 6L));
    assertThat(manifest.getMetrics()).containsExactly(Samples.taskMetrics());
  }

  private static byte[] bytes(int version, String record) throws IOException {
    String path = "/io/headwater/schema/published/v%d/%s.bin".formatted(version, record);
    try (InputStream in = PublishedVersionsTest.class.getResourceAsStream(path)) {
      assertThat(in).as("the bytes kept in %s", path).isNotNull();
      return in.readAllBytes();
    }
  }

  private static Schema current(Samples<?> sample) {
    return requireNonNull(CURRENT.get(sample.name()));
  }

  private static Path writeNextVersion(int version) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "published", "v" + version));
    for (Samples<?> sample : Samples.all()) {
      String schema = current(sample).toString(true) + "\n";
      Files.writeString(folder.resolve(sample.name() + ".avsc"), schema);
      Files.write(folder.resolve(sample.name() + ".bin"), sample.bytes());
    }
    return folder;
  }

  private static Map<String, Schema> currentContracts() {
    SchemaParser parser = new SchemaParser();
    try (Stream<Path> files = Files.list(Path.of("src", "main", "avro"))) {
      for (Path file : files.toList()) {
        parser.parse(file);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return parser.getParsedNamedSchemas().stream()
        .collect(Collectors.toMap(Schema::getName, schema -> schema));
  }
}
