package io.headwater.job.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.job.train.TrainingResult;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.StepOutcome;
import io.headwater.learning.engine.StepOutcome.TaskOutcome;
import io.headwater.learning.metric.Metrics;
import io.headwater.learning.task.Task;
import io.headwater.snapshots.TaskScore;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class EvaluateFunctionTest {
  private static final int WINDOW = 4;
  private static final double FADE = 0.75;

  @Test
  void olderExamplesCountLess() throws Exception {
    try (Harness harness = Harness.open(FourTasks.ALL)) {
      harness.step(outcome("twins", 1, 8.0));
      harness.step(outcome("twins", 2, 2.0));
      TaskScore score = harness.scores(7).get(0);
      double old = FADE * FADE;
      assertThat(score.values().get("loss"))
          .isCloseTo((8 * old + 2 * 2) / (old + 2), within(1e-12));
      assertThat(score.examples()).isEqualTo(3);
      assertThat(score.step()).isEqualTo(7);
    }
  }

  @Test
  void scoresGoWithTheModelAndToTheirOwnOutput() throws Exception {
    try (Harness harness = Harness.open(FourTasks.ALL)) {
      harness.step(outcome("twins", 1, 1));
      harness.flink.processElement(new TrainingResult(1, null, "ticket"), 0);
      EvaluatedModel evaluated = harness.flink.extractOutputValues().get(0);
      assertThat(evaluated.modelTicket()).isEqualTo("ticket");
      assertThat(evaluated.scores()).isEqualTo(harness.emitted()).hasSize(1);
    }
  }

  @Test
  void aDroppedStepDoesNotCount() throws Exception {
    try (Harness harness = Harness.open(FourTasks.ALL)) {
      harness.flink.processElement(
          new TrainingResult(
              1,
              new StepOutcome(1, false, Double.NaN, List.of(outcome("twins", 1, Double.NaN))),
              null),
          0);
      assertThat(harness.scores(1)).isEmpty();
    }
  }

  @Test
  void restoredScoresGoOn() throws Exception {
    OperatorSubtaskState saved;
    List<TaskScore> undisturbed;
    try (Harness harness = Harness.open(FourTasks.ALL)) {
      harness.step(outcome("twins", 3, 5));
      saved = harness.flink.snapshot(1, 0);
      harness.step(outcome("twins", 1, 1));
      undisturbed = harness.scores(2);
    }
    try (Harness restored = Harness.open(FourTasks.ALL, saved)) {
      restored.step(outcome("twins", 1, 1));
      assertThat(restored.scores(2)).isEqualTo(undisturbed);
    }
  }

  @Test
  void aTaskThatTheModelHasNoLongerIsForgotten() throws Exception {
    OperatorSubtaskState saved;
    try (Harness harness = Harness.open(FourTasks.ALL)) {
      harness.step(outcome("twins", 3, 5));
      saved = harness.flink.snapshot(1, 0);
    }
    try (Harness restored = Harness.open(List.of(FourTasks.KIND), saved)) {
      assertThat(restored.scores(1)).isEmpty();
    }
  }

  private static TaskOutcome outcome(String task, int examples, double loss) {
    double[] tally = Metrics.of(FourTasks.TWINS.kind()).tally(new double[0], List.of());
    return new TaskOutcome(task, examples, loss, tally);
  }

  /** The function in Flink's test harness. */
  private record Harness(OneInputStreamOperatorTestHarness<TrainingResult, EvaluatedModel> flink)
      implements AutoCloseable {
    static Harness open(List<Task> tasks, OperatorSubtaskState... saved) throws Exception {
      OneInputStreamOperatorTestHarness<TrainingResult, EvaluatedModel> flink =
          new OneInputStreamOperatorTestHarness<>(
              new ProcessOperator<>(new EvaluateFunction(tasks, WINDOW)));
      flink.getExecutionConfig().enableObjectReuse();
      flink.setup();
      if (saved.length > 0) {
        flink.initializeState(saved[0]);
      }
      flink.open();
      return new Harness(flink);
    }

    void step(TaskOutcome outcome) throws Exception {
      flink.processElement(
          new TrainingResult(1, new StepOutcome(1, true, 1, List.of(outcome)), null), 0);
    }

    /** The scores at a checkpoint. */
    List<TaskScore> scores(long step) throws Exception {
      flink.processElement(new TrainingResult(step, null, null), 0);
      return emitted();
    }

    List<TaskScore> emitted() {
      var output = flink.getSideOutput(EvaluateFunction.SCORES);
      return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
    }

    @Override
    public void close() throws Exception {
      flink.close();
    }
  }
}
