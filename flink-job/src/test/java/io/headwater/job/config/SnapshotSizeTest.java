package io.headwater.job.config;

import static io.headwater.job.config.Configurations.SMALLEST;
import static io.headwater.job.config.Configurations.parse;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.LearnerState;
import io.headwater.snapshots.OnnxExport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotSizeTest {
  private static final int CLOSE_BYTES = 128 << 10;

  @ParameterizedTest
  @CsvSource({"lenet,28", "lenet,96", "alexnet,64", "resnet18,32"})
  void theSizeOfThePayloadIsKnownBeforeTraining(String backbone, int side) {
    assertIsKnown(parse(model(backbone, side)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{kind: per-task}",
        "{kind: cross-stitch}",
        "{kind: mmoe}",
        "{kind: ensemble, members: [lenet, resnet18, lenet], fuse: soft-voting}"
      })
  void ofSeveralNetworksItIsThatOfAll(String architecture) {
    assertIsKnown(
        parse(
            SMALLEST
                .replace("kafka:", "  same: {kind: similarity, topics: [pairs]}\nkafka:")
                .replace("tasks:", "  architecture: " + architecture + "\ntasks:")));
  }

  private static void assertIsKnown(JobConfig config) {
    long actual =
        OnnxExport.toOnnx(config.architecture(), untrained(config), "fashion", 1)
            .getSerializedSize();

    assertThat(SnapshotSize.of(config).payloadBytes()).isBetween(actual, actual + CLOSE_BYTES);
  }

  /** SHA-256 in hexadecimal digits and its length for each chunk, and the names of the classes. */
  @Test
  void aManifestNamesEveryChunkAndEveryClass() {
    JobConfig config = parse(SMALLEST + "snapshots: {chunkBytes: 1KiB}\n");
    long chunks = (SnapshotSize.of(config).payloadBytes() + 1023) / 1024;
    int names = "shirt".length() + 8 + "shoe".length() + 8;
    assertThat(SnapshotSize.of(config).manifestBytes()).isEqualTo(chunks * (64 + 2) + names);
    String longer = SMALLEST.replace("shoe", "sandal");
    assertThat(SnapshotSize.of(parse(longer)).payloadBytes())
        .isEqualTo(SnapshotSize.of(config).payloadBytes() + 2);
  }

  private static String model(String backbone, int side) {
    return SMALLEST.replace(
        "input: {channels: 1, height: 28, width: 28}",
        "backbone: %s%n  input: {channels: 1, height: %d, width: %d}"
            .formatted(backbone, side, side));
  }

  private static LearnerState untrained(JobConfig config) {
    return InitialState.of(config.architecture(), 1);
  }
}
