package io.headwater.snapshots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.learner.Lineage;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which records are a manifest of the model "fashion". */
class ManifestRecordsTest {
  private static final byte[] KEY = "fashion".getBytes(UTF_8);

  private final List<SnapshotRecord> written = records("fashion");
  private final byte[] manifest = written.get(1).value();

  @Test
  void aManifestUnderItsModelsKeyIsRead() {
    assertThat(read(limit(manifest.length), KEY, manifest)).isTrue();
  }

  @Test
  void oneOfMoreBytesThanTheLimitIsNot() {
    assertThat(read(limit(manifest.length - 1), KEY, manifest)).isFalse();
  }

  @Test
  void neitherChunksNorRecordsWithoutAKeyOrAValueAre() {
    assertThat(read(limit(1 << 20), KEY, written.get(0).value())).isFalse();
    assertThat(read(limit(1 << 20), null, manifest)).isFalse();
    assertThat(read(limit(1 << 20), KEY, null)).isFalse();
    assertThat(read(limit(1 << 20), KEY, new byte[] {1, 2, 3})).isFalse();
  }

  @Test
  void anotherModelsAreNotWhateverTheirKeySays() {
    byte[] other = records("digits").get(1).value();
    assertThat(read(limit(1 << 20), "digits".getBytes(UTF_8), other)).isFalse();
    assertThat(read(limit(1 << 20), KEY, other)).isFalse();
    assertThat(read(limit(1 << 20), "digits".getBytes(UTF_8), manifest)).isFalse();
  }

  private static boolean read(
      SnapshotLimits limits, byte @Nullable [] key, byte @Nullable [] value) {
    FollowerConfig config =
        new FollowerConfig("localhost:9092", "snapshots", "fashion", limits, Map.of());
    return new ManifestRecords(config)
        .read(new ConsumerRecord<>("snapshots", 0, 0, key, value))
        .filter(manifest -> manifest.version() == 1)
        .isPresent();
  }

  private static SnapshotLimits limit(int manifestBytes) {
    return new SnapshotLimits(1, 1, manifestBytes, ModelLimits.DEFAULT);
  }

  private static List<SnapshotRecord> records(String model) {
    return Models.records(
        10, Models.provenance(model, 1, Models.LENET, Lineage.EMPTY), new byte[10]);
  }
}
