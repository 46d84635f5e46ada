package io.headwater.job.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.config.BatchConfig;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.MiniBatch;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class BatchFunctionTest {
  private static final int SIZE = 2;
  private static final int MAX_BUFFERED = 5;
  private static final Duration MAX_WAIT = Duration.ofMillis(100);

  private final FourTasks examples = new FourTasks(new ImageShape(1, 4, 4), 1);
  private final Example firstKind = examples.kind(0);
  private final Example secondKind = examples.kind(1);
  private final Example firstPlace = examples.place();
  private final Example secondPlace = examples.absent();

  @Test
  void leavesWhenEveryTaskHasEnough() throws Exception {
    try (Harness harness = Harness.open()) {
      harness.add(firstKind, secondKind, firstPlace);
      assertThat(harness.batches()).isEmpty();
      harness.add(secondPlace);
      assertThat(harness.batchIds())
          .containsExactly(ids(firstKind, secondKind, firstPlace, secondPlace));
    }
  }

  @Test
  void leavesWhenTheOldestHasWaitedLongEnough() throws Exception {
    try (Harness harness = Harness.open()) {
      harness.at(1000).add(firstKind);
      harness.at(1099).add(firstPlace);
      assertThat(harness.batches()).isEmpty();
      harness.at(1100);
      assertThat(harness.batchIds()).containsExactly(ids(firstKind, firstPlace));
    }
  }

  @Test
  void aFullBufferDoesNotWaitForOtherTasks() throws Exception {
    try (Harness harness = Harness.open()) {
      for (int i = 0; i < MAX_BUFFERED; i++) {
        harness.add(examples.kind(i % 3));
      }
      assertThat(harness.batches()).hasSize(1);
      assertThat(harness.batches().get(0).examples()).hasSize(SIZE);
    }
  }

  @Test
  void whatIsLeftBehindStillLeavesInTime() throws Exception {
    try (Harness harness = Harness.open()) {
      for (int i = 0; i < MAX_BUFFERED; i++) {
        harness.at(1000 + 10 * i).add(examples.kind(i % 3));
      }
      harness.at(1139);
      assertThat(harness.examples()).isEqualTo(4);
      harness.at(1140);
      assertThat(harness.examples()).isEqualTo(5);
    }
  }

  @Test
  void anExampleOfTwoTasksGoesToTheLessFilledBuffer() throws Exception {
    Example both = examples.examples().image(Label.ofClass("kind", 1), Label.ofAbsence("place"));
    try (Harness harness = Harness.open()) {
      harness.add(firstKind, secondKind, both, firstPlace);
      assertThat(harness.batchIds()).containsExactly(ids(firstKind, secondKind, both, firstPlace));
    }
  }

  @Test
  void restoredBuffersAndWaitingTimesGoOn() throws Exception {
    OperatorSubtaskState saved;
    try (Harness harness = Harness.open()) {
      harness.at(1000).add(firstKind, firstPlace);
      saved = harness.flink.snapshot(1, 0);
    }
    try (Harness restored = Harness.open(saved)) {
      restored.at(1050).add(secondKind);
      restored.at(1100);
      assertThat(restored.batchIds()).containsExactly(ids(firstKind, secondKind, firstPlace));
    }
  }

  @Test
  void nothingStaysBehindAtTheEndOfTheInput() throws Exception {
    try (Harness harness = Harness.open()) {
      harness.add(firstKind, secondKind, examples.kind(2));
      harness.flink.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.examples()).isEqualTo(3);
    }
  }

  @Test
  void itsStateEmpties() throws Exception {
    try (Harness harness = Harness.open()) {
      harness.at(1000).add(firstKind, secondKind, firstPlace);
      harness.at(2000);
      assertThat(harness.examples()).isEqualTo(3);
      assertThat(harness.flink.numKeyedStateEntries()).isZero();
      assertThat(harness.flink.numProcessingTimeTimers()).isZero();
    }
  }

  private static List<String> ids(Example... examples) {
    return Stream.of(examples).map(Example::id).toList();
  }

  /** The function for two tasks, in Flink's test harness. */
  private record Harness(KeyedOneInputStreamOperatorTestHarness<String, Example, MiniBatch> flink)
      implements AutoCloseable {
    static Harness open(OperatorSubtaskState... saved) throws Exception {
      BatchFunction function =
          new BatchFunction(
              List.of(FourTasks.KIND, FourTasks.PLACE),
              new BatchConfig(SIZE, MAX_WAIT, MAX_BUFFERED));
      KeyedOneInputStreamOperatorTestHarness<String, Example, MiniBatch> flink =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(function), example -> "model", Types.STRING);
      flink.setup();
      if (saved.length > 0) {
        flink.initializeState(saved[0]);
      }
      flink.open();
      return new Harness(flink);
    }

    Harness at(long millis) throws Exception {
      flink.setProcessingTime(millis);
      return this;
    }

    void add(Example... examples) throws Exception {
      for (Example example : examples) {
        flink.processElement(example, 0);
      }
    }

    List<MiniBatch> batches() {
      return flink.extractOutputValues();
    }

    List<List<String>> batchIds() {
      return batches().stream()
          .map(batch -> batch.examples().stream().map(Example::id).toList())
          .toList();
    }

    int examples() {
      return batches().stream().mapToInt(batch -> batch.examples().size()).sum();
    }

    @Override
    public void close() throws Exception {
      flink.close();
    }
  }
}
