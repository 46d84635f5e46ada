package io.headwater.job.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.job.train.TrainingResult;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.learner.StepOutcome;
import io.headwater.learning.learner.StepOutcome.TaskOutcome;
import io.headwater.learning.learner.StepOutcome.Update;
import io.headwater.learning.metric.Metrics;
import io.headwater.learning.metric.Tally;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import io.headwater.snapshots.TaskScore;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
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
              new StepOutcome(
                  1,
                  Update.DROPPED,
                  Double.NaN,
                  List.of(outcome("twins", 1, Double.NaN)),
                  List.of()),
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

  @Test
  void twentyThousandClassesTakeLittleStateAndAreScoredOnAfterARestart() throws Exception {
    List<String> classes = IntStream.range(0, 20_000).mapToObj(k -> "class-" + k).toList();
    List<Task> species = List.of(new Task("species", TaskKind.CLASSIFICATION, 1, classes));
    OperatorSubtaskState saved;
    try (Harness harness = Harness.open(species)) {
      harness.step(predicted(classes.size(), 7, 7));
      saved = harness.flink.snapshot(1, 0);
      assertThat(saved.getStateSize()).isLessThan(600_000);
    }
    try (Harness restored = Harness.open(species, saved)) {
      restored.step(predicted(classes.size(), 19_999, 8));
      // the first example has faded to 3/4; classes 7, 8 and 19,999 were seen
      assertThat(restored.scores(2).get(0).values())
          .hasEntrySatisfying("accuracy", near(FADE / (FADE + 1)))
          .hasEntrySatisfying("macroF1", near(1 / 3.0));
    }
  }

  @Test
  void theTalliesOfOlderCheckpointsAreForgottenOnce() throws Exception {
    OperatorSubtaskState old;
    try (OneInputStreamOperatorTestHarness<TrainingResult, EvaluatedModel> earlier =
        new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new EarlierTallies()))) {
      earlier.open();
      old = earlier.snapshot(1, 0);
    }
    try (Harness restored = Harness.open(List.of(FourTasks.KIND), old)) {
      assertThat(restored.scores(1)).isEmpty();
      assertThat(restored.flink.snapshot(2, 0).getStateSize()).isLessThan(old.getStateSize());
    }
  }

  private static Consumer<Double> near(double expected) {
    return value -> assertThat(value).isCloseTo(expected, within(1e-9));
  }

  private static TaskOutcome predicted(int classes, int labelled, int predicted) {
    double[] predictions = new double[classes];
    predictions[predicted] = 1;
    List<Label> labels = List.of(Label.ofClass("species", labelled));
    Tally tally = Metrics.of(TaskKind.CLASSIFICATION).tally(predictions, labels);
    return new TaskOutcome("species", 1, 1, tally);
  }

  private static TaskOutcome outcome(String task, int examples, double loss) {
    return new TaskOutcome(task, examples, loss, Tally.of(new double[400]));
  }

  /** Leaves a state as it was while a classification's tally was a confusion matrix. */
  private static final class EarlierTallies extends ProcessFunction<TrainingResult, EvaluatedModel>
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
    public void processElement(
        TrainingResult result, Context context, Collector<EvaluatedModel> out) {}
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
          new TrainingResult(
              1, new StepOutcome(1, Update.APPLIED, 1, List.of(outcome), List.of()), null),
          0);
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
