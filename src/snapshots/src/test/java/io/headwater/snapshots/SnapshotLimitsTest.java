package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.learner.Lineage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotLimitsTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "64, 3, 1",
    "500, 25, 7",
    "268435456, 23488102, 4194304",
    "1073741824, 104018739, 8388608",
    "5368709120, 533515468, 8388608",
    "10737418240, 1070386380, 8388608",
    "1099511627776, 1073741824, 8388608"
  })
  void readersTakeAPartOfTheHeap(long heapBytes, int payloadBytes, int manifestBytes) {
    assertThat(SnapshotLimits.ofHeap(heapBytes))
        .isEqualTo(
            new SnapshotLimits(
                payloadBytes, 1 << 16, manifestBytes, ModelLimits.ofHeap(heapBytes)));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "67108864, 4194304, 524288",
    "1073741824, 16777216, 8388608",
    "1099511627776, 16777216, 268435456"
  })
  void modelsTakeAPartOfTheHeapAndNeverMoreThanTheMost(long heapBytes, int input, int outputs) {
    assertThat(ModelLimits.ofHeap(heapBytes))
        .isEqualTo(new ModelLimits(input, 1_000, 100_000, outputs, 1 << 28, 1L << 40));
  }

  @Test
  void theDefaultIsOfThisHeap() {
    assertThat(SnapshotLimits.DEFAULT)
        .isEqualTo(SnapshotLimits.ofHeap(Runtime.getRuntime().maxMemory()));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0", "-1, 1, 1", "1, -1, 1", "1, 1, -1"})
  void limitsAreOverZero(int bytes, int chunks, int manifestBytes) {
    assertThatThrownBy(() -> new SnapshotLimits(bytes, chunks, manifestBytes, ModelLimits.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "limits are %d bytes, %d chunks and %d bytes of a manifest; all must be over 0",
            bytes, chunks, manifestBytes);
    assertThat(new SnapshotLimits(1, 1, 1, ModelLimits.DEFAULT).maxChunks()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, 1, 1, 1",
    "1, 0, 1, 1, 1, 1",
    "1, 1, 0, 1, 1, 1",
    "1, 1, 1, 0, 1, 1",
    "1, 1, 1, 1, 0, 1",
    "1, 1, 1, 1, 1, 0"
  })
  void limitsOfModelsAreOverZero(
      int input, int tasks, int classes, int outputs, int values, long products) {
    assertThatThrownBy(() -> new ModelLimits(input, tasks, classes, outputs, values, products))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("all must be over 0");
    assertThat(new ModelLimits(1, 1, 1, 1, 1, 1).maxTasks()).isEqualTo(1);
  }

  /** The model's image has 3 x 18 x 16 values; it has 4 tasks and 3 classes. */
  @ParameterizedTest
  @CsvSource({
    "864, 4, 3, ''",
    "863, 4, 3, 'the image is 3x18x16; the limit is 863 values (see ModelLimits)'",
    "864, 3, 3, 'there are 4 tasks; the limit is 3'",
    "864, 4, 2, 'there are 3 classes; the limit is 2'"
  })
  void aModelMayReachTheLimits(int input, int tasks, int classes, String excess) {
    ModelLimits limits = new ModelLimits(input, tasks, classes, 1, 1, 1);
    Provenance model = Models.provenance("fashion", 1, Models.LENET, Lineage.EMPTY);
    assertThat(limits.excess(model).orElse("")).isEqualTo(excess);
  }

  @Test
  void aChunkHasAtLeastAByte() {
    assertThat(new SnapshotEncoder(1).chunkBytes()).isEqualTo(1);
    assertThatThrownBy(() -> new SnapshotEncoder(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("chunkBytes is 0; it must be over 0");
  }
}
