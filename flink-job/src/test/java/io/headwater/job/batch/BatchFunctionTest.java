package io.headwater.job.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchFunctionTest {
  private final FourTasks examples = new FourTasks(new ImageShape(1, 4, 4), 1);
  private final Example firstKind = examples.kind(0);
  private final Example secondKind = examples.kind(1);
  private final Example firstPlace = examples.place();
  private final Example secondPlace = examples.absent();

  @Test
  void leavesWhenTheOldestHasWaitedLongEnough() throws Exception {
    try (BatchHarness harness = BatchHarness.open()) {
      harness.at(1000).add(firstKind);
      harness.at(1099).add(firstPlace);
      assertThat(harness.batches()).isEmpty();
      harness.at(1100);
      assertThat(harness.batchIds()).containsExactly(ids(firstKind, firstPlace));
    }
  }

  @Test
  void whatIsLeftBehindStillLeavesInTime() throws Exception {
    try (BatchHarness harness = BatchHarness.open()) {
      for (int i = 0; i < BatchHarness.MAX_BUFFERED; i++) {
        harness.at(1000 + 10 * i).add(examples.kind(i % 3));
      }
      harness.at(1139);
      assertThat(harness.examples()).isEqualTo(4);
      harness.at(1140);
      assertThat(harness.examples()).isEqualTo(5);
    }
  }

  /** On the heap, which hands out the objects that it keeps, and where each look makes new ones. */
  static Stream<StateBackend> backends() {
    return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  @ParameterizedTest
  @MethodSource("backends")
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whateverComesEachLeavesOnceInTimeAndNoTaskGetsMoreThanItsSize(StateBackend backend)
      throws Exception {
    Random random = new Random(9);
    Map<String, Long> came = new LinkedHashMap<>();
    Set<String> left = new HashSet<>();
    try (BatchHarness harness = BatchHarness.open(1, backend)) {
      for (long now = 1000; now < 9000; now += random.nextInt(30)) {
        harness.at(now);
        harness.checkNewBatches(came, left, now);
        Example example = any(random);
        came.put(example.id(), now);
        harness.add(example);
        harness.checkNewBatches(came, left, now);
      }
      harness.flink().processWatermark(Watermark.MAX_WATERMARK);
      harness.checkNewBatches(came, left, 9000);
    }
    assertThat(left).isEqualTo(came.keySet());
  }

  private Example bothTasks() {
    return examples.examples().image(Label.ofClass("kind", 1), Label.ofAbsence("place"));
  }

  private Example any(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> examples.place();
      case 1, 2 -> bothTasks();
      default -> examples.kind(random.nextInt(3));
    };
  }

  @Test
  void fewerThanTheLeastWaitForMoreAndThenLeaveAtOnce() throws Exception {
    OperatorSubtaskState saved;
    try (BatchHarness harness = BatchHarness.open(3)) {
      harness.at(1000).add(firstKind);
      harness.at(1500).add(firstPlace);
      harness.at(1700);
      assertThat(harness.batches()).isEmpty();
      saved = harness.flink().snapshot(1, 0);
    }
    try (BatchHarness restored = BatchHarness.open(3, saved)) {
      restored.at(9000).add(secondKind);
      restored.at(9001);
      assertThat(restored.batchIds()).containsExactly(ids(firstKind, secondKind, firstPlace));
      restored.add(examples.kind(2));
      restored.flink().processWatermark(Watermark.MAX_WATERMARK);
      assertThat(restored.examples()).isEqualTo(4);
    }
  }

  @Test
  void restoredBuffersAndWaitingTimesGoOn() throws Exception {
    OperatorSubtaskState saved;
    try (BatchHarness harness = BatchHarness.open()) {
      harness.at(1000).add(firstKind, firstPlace);
      saved = harness.flink().snapshot(1, 0);
    }
    try (BatchHarness restored = BatchHarness.open(saved)) {
      restored.at(1050).add(secondKind);
      restored.at(1100);
      assertThat(restored.batchIds()).containsExactly(ids(firstKind, secondKind, firstPlace));
    }
  }

  /** Written when the stage itself decided what leaves. */
  @Test
  void buffersOfAnEarlierSavepointGoOn() throws Exception {
    Example both = bothTasks();
    OperatorSubtaskState saved =
        OperatorSnapshotUtil.readStateHandle(
            Path.of(getClass().getResource("waiting-1.state").toURI()).toString());
    try (BatchHarness restored = BatchHarness.open(saved)) {
      restored.at(1099);
      assertThat(restored.batches()).isEmpty();
      restored.at(1140);
      assertThat(restored.batchIds()).containsExactly(ids(both, firstPlace), ids(secondPlace));
      assertThat(restored.batches().get(0).fresh())
          .usingRecursiveComparison()
          .isEqualTo(List.of(both, firstPlace));
      assertThat(restored.waitingEntries()).isZero();
    }
  }

  @Test
  void nothingStaysBehindAtTheEndOfTheInput() throws Exception {
    try (BatchHarness harness = BatchHarness.open()) {
      harness.add(firstKind, secondKind, examples.kind(2));
      harness.flink().processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.examples()).isEqualTo(3);
    }
  }

  @Test
  void itsStateEmpties() throws Exception {
    try (BatchHarness harness = BatchHarness.open()) {
      harness.at(1000).add(firstKind, secondKind, firstPlace);
      harness.at(2000);
      assertThat(harness.examples()).isEqualTo(3);
      assertThat(harness.waitingEntries()).isZero();
      assertThat(harness.flink().numProcessingTimeTimers()).isZero();
    }
  }

  private static List<String> ids(Example... examples) {
    return Stream.of(examples).map(Example::id).toList();
  }
}
