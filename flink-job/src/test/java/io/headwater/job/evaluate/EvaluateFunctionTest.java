package io.headwater.job.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.train.TrainingResult;
import io.headwater.learning.evaluate.Score;
import io.headwater.learning.task.TaskKind;
import io.headwater.learning.weighting.TaskBalance;
import io.headwater.snapshots.TaskScore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

class EvaluateFunctionTest {
  private static final Instant TIME = Instant.ofEpochMilli(1_767_225_600_123L);
  private static final Score KIND =
      new Score("kind", TaskKind.CLASSIFICATION, 9, "accuracy", Map.of("accuracy", 0.5));
  private static final Score TWINS =
      new Score("twins", TaskKind.SIMILARITY, 3, "accuracy", Map.of("accuracy", 1.0));

  private static final TaskBalance BALANCE =
      new TaskBalance("twins", 0.3, 2.5, Map.of("kind", -0.25));

  @Test
  void theScoresOfACheckpointLeaveOneByOneWithItsTimeAndStep() throws Exception {
    try (Harness harness = Harness.open(new EvaluateFunction())) {
      harness.flink.processElement(
          new TrainingResult(7, TIME, List.of(KIND, TWINS), List.of(BALANCE), "ticket"), 0);
      assertThat(harness.flink.extractOutputValues())
          .containsExactly(
              new TaskScore("kind", KIND.kind(), TIME, 7, 9, "accuracy", KIND.values(), null),
              new TaskScore(
                  "twins", TWINS.kind(), TIME, 7, 3, "accuracy", TWINS.values(), BALANCE));
    }
  }

  @Test
  void withoutScoresNothingLeaves() throws Exception {
    try (Harness harness = Harness.open(new EvaluateFunction())) {
      harness.flink.processElement(new TrainingResult(0, TIME, List.of(), List.of(), null), 0);
      assertThat(harness.flink.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void theTalliesOfTheVersionBeforeAreLetGo() throws Exception {
    assertLetsGoOf(
        OperatorSnapshotUtil.readStateHandle(
            Path.of(getClass().getResource("faded-tallies-1.state").toURI()).toString()));
  }

  @Test
  void theTalliesOfStillOlderVersionsAreLetGo() throws Exception {
    try (Harness earlier = Harness.open(new EarlierTallies())) {
      assertLetsGoOf(earlier.flink.snapshot(1, 0));
    }
  }

  private static void assertLetsGoOf(OperatorSubtaskState old) throws Exception {
    assertThat(tallies(old)).isPositive();
    try (Harness restored = Harness.open(new EvaluateFunction(), old)) {
      restored.flink.processElement(new TrainingResult(1, TIME, List.of(KIND), List.of(), null), 0);
      assertThat(restored.flink.extractOutputValues()).hasSize(1);
      assertThat(tallies(restored.flink.snapshot(2, 0))).isZero();
    }
  }

  /** How many of them lie in the state, under whatever name. */
  private static int tallies(OperatorSubtaskState state) {
    return state.getManagedOperatorState().stream()
        .flatMap(handle -> handle.getStateNameToPartitionOffsets().values().stream())
        .mapToInt(each -> each.getOffsets().length)
        .sum();
  }

  /** Leaves a state as it was while a classification's tally was a confusion matrix. */
  private static final class EarlierTallies extends ProcessFunction<TrainingResult, TaskScore>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      ListState<TaskTally> tallies =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("tallies", TaskTally.class));
      tallies.update(List.of(new TaskTally("kind", new double[9_000], 1, 1, 1)));
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {}

    @Override
    public void processElement(TrainingResult result, Context context, Collector<TaskScore> out) {}
  }

  /** A function in Flink's test harness. */
  private record Harness(OneInputStreamOperatorTestHarness<TrainingResult, TaskScore> flink)
      implements AutoCloseable {
    static Harness open(
        ProcessFunction<TrainingResult, TaskScore> function, OperatorSubtaskState... saved)
        throws Exception {
      OneInputStreamOperatorTestHarness<TrainingResult, TaskScore> flink =
          new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function));
      flink.getExecutionConfig().enableObjectReuse();
      flink.setup();
      if (saved.length > 0) {
        flink.initializeState(saved[0]);
      }
      flink.open();
      return new Harness(flink);
    }

    @Override
    public void close() throws Exception {
      flink.close();
    }
  }
}
