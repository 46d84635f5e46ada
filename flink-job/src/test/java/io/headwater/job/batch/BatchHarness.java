package io.headwater.job.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.config.BatchConfig;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The function, for two tasks if nothing else is said, in Flink's test harness. */
record BatchHarness(KeyedOneInputStreamOperatorTestHarness<String, Example, MiniBatch> flink)
    implements AutoCloseable {
  static final int SIZE = 2;
  static final int MAX_BUFFERED = 5;
  static final Duration MAX_WAIT = Duration.ofMillis(100);
  static final ImageShape IMAGES = new ImageShape(1, 4, 4);

  static BatchHarness open(OperatorSubtaskState... saved) throws Exception {
    return open(1, saved);
  }

  static BatchHarness open(int least, OperatorSubtaskState... saved) throws Exception {
    return open(least, new HashMapStateBackend(), saved);
  }

  static BatchHarness open(int least, StateBackend backend, OperatorSubtaskState... saved)
      throws Exception {
    return open(List.of(FourTasks.KIND, FourTasks.PLACE), IMAGES, least, backend, saved);
  }

  static BatchHarness open(
      List<Task> tasks,
      ImageShape images,
      int least,
      StateBackend backend,
      OperatorSubtaskState... saved)
      throws Exception {
    BatchFunction function =
        new BatchFunction(tasks, images, new BatchConfig(SIZE, MAX_WAIT, MAX_BUFFERED), least);
    KeyedOneInputStreamOperatorTestHarness<String, Example, MiniBatch> flink =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(function), example -> "model", Types.STRING);
    flink.setStateBackend(backend);
    flink.setup();
    if (saved.length > 0) {
      flink.initializeState(saved[0]);
    }
    flink.open();
    return new BatchHarness(flink);
  }

  BatchHarness at(long millis) throws Exception {
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
        .map(batch -> batch.fresh().stream().map(Example::id).toList())
        .toList();
  }

  /** Of what left since the last call, by now. */
  void checkNewBatches(Map<String, Long> came, Set<String> left, long now) {
    for (MiniBatch batch : batches()) {
      for (Task task : List.of(FourTasks.KIND, FourTasks.PLACE)) {
        assertThat(batch.fresh())
            .filteredOn(example -> example.label(task.name()).isPresent())
            .hasSizeLessThanOrEqualTo(SIZE);
      }
      for (Example example : batch.fresh()) {
        assertThat(left.add(example.id())).as("leaves once").isTrue();
      }
    }
    flink.getOutput().clear();
    came.forEach(
        (id, since) -> {
          if (!left.contains(id)) {
            assertThat(now - since).isLessThanOrEqualTo(MAX_WAIT.toMillis());
          }
        });
  }

  /** Entries of keyed state, but for the one that says what labels mean. */
  int waitingEntries() {
    return flink.numKeyedStateEntries() - 1;
  }

  int examples() {
    return batches().stream().mapToInt(batch -> batch.fresh().size()).sum();
  }

  @Override
  public void close() throws Exception {
    flink.close();
  }
}
