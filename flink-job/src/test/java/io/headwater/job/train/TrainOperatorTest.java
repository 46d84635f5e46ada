package io.headwater.job.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.job.identity.LineagePlan;
import io.headwater.job.identity.LineageVersion;
import io.headwater.job.identity.ModelStart;
import io.headwater.job.identity.ScriptedLedger;
import io.headwater.learning.engine.EngineDescription;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.SpoiltEngine;
import io.headwater.learning.evaluate.Score;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.learner.StepOutcome;
import io.headwater.learning.learner.StepOutcome.Update;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;

class TrainOperatorTest {
  private static final ImageShape INPUT = TrainHarness.INPUT;

  private static final EngineDescription ENGINE =
      new EngineDescription("kernels 1.0, f32", "two cores");

  private final FourTasks tasks = new FourTasks(INPUT, 3);
  private final List<MiniBatch> batches =
      IntStream.range(0, 4).mapToObj(i -> tasks.allTasks()).toList();

  @Test
  void scoresAndAVersionLeaveBeforeTheBarrierAndNothingBetween() throws Exception {
    try (TrainHarness harness = TrainHarness.open(1)) {
      harness.learn(batches.get(0), batches.get(1));
      assertThat(harness.results()).isEmpty();
      harness.flink().setProcessingTime(1234);
      harness.checkpoint(1);
      TrainingResult result = harness.results().get(0);
      assertThat(result.step()).isEqualTo(2);
      assertThat(result.time()).isEqualTo(Instant.ofEpochMilli(1234));
      assertThat(result.scores())
          .extracting(Score::task)
          .containsExactly("kind", "outline", "place", "twins");
      assertThat(result.scores()).extracting(Score::examples).containsExactly(8L, 6L, 4L, 4L);
      TrainedModel model = harness.models().get(0);
      assertThat(model.version()).isEqualTo(1);
      assertThat(model.parentVersion()).isZero();
      assertThat(model.state().get().step()).isEqualTo(2);
    }
  }

  @Test
  void aRestoredTrainerEndsWhereAnUndisturbedOneDoes() throws Exception {
    OperatorSubtaskState saved;
    try (TrainHarness first = TrainHarness.open(1)) {
      first.learn(batches.get(0), batches.get(1));
      saved = first.checkpoint(1);
      first.learn(batches.get(3));
    }
    try (TrainHarness restored = TrainHarness.open(1, saved);
        TrainHarness undisturbed = TrainHarness.open(1)) {
      restored.learn(batches.get(2), batches.get(3));
      restored.checkpoint(2);
      batches.forEach(undisturbed::learn);
      undisturbed.checkpoint(1);
      TrainedModel model = restored.models().get(0);
      LearnerState expected = undisturbed.models().get(0).state().get();
      assertThat(model.state().get()).isEqualTo(expected);
      assertThat(model.version()).isEqualTo(2);
      assertThat(model.parentVersion()).isEqualTo(1);
    }
  }

  /** However many classes there are. */
  @Test
  void whatStandsAtACheckpointIsSmall() throws Exception {
    List<String> classes = IntStream.range(0, 1000).mapToObj(k -> "class-" + k).toList();
    List<Task> kind = List.of(new Task("kind", TaskKind.CLASSIFICATION, 1, classes));
    try (TrainHarness harness = TrainHarness.open("plain-java", TrainHarness.fashion(), kind, 1)) {
      harness.learn(MiniBatch.ofFresh(List.of(tasks.kind(0), tasks.kind(1))));
      harness.flink().prepareSnapshotPreBarrier(1);
      DataOutputSerializer out = new DataOutputSerializer(64);
      TypeInformation.of(TrainingResult.class)
          .createSerializer(new SerializerConfigImpl())
          .serialize(harness.results().get(0), out);
      assertThat(out.length()).isLessThan(500);
    }
  }

  @Test
  void aCheckpointWithoutAStepBringsNoVersion() throws Exception {
    try (TrainHarness harness = TrainHarness.open(1)) {
      harness.checkpoint(1);
      harness.learn(batches.get(0));
      harness.checkpoint(2);
      harness.checkpoint(3);
      assertThat(harness.models()).extracting(TrainedModel::version).containsExactly(1L);
    }
  }

  @Test
  void versionsAreAsManyCheckpointsApartAsConfigured() throws Exception {
    try (TrainHarness harness = TrainHarness.open(3)) {
      for (int checkpoint = 1; checkpoint <= 6; checkpoint++) {
        harness.learn(batches.get(0));
        harness.checkpoint(checkpoint);
      }
      List<TrainedModel> models = harness.models();
      assertThat(models).extracting(TrainedModel::version).containsExactly(1L, 2L);
      assertThat(models).extracting(model -> model.state().get().step()).containsExactly(3L, 6L);
    }
  }

  @Test
  void theEndOfTheInputBringsALastVersion() throws Exception {
    try (TrainHarness harness = TrainHarness.open(10)) {
      harness.learn(batches.get(0));
      harness.operator().endInput();
      assertThat(harness.models()).extracting(TrainedModel::version).containsExactly(1L);
    }
  }

  @Test
  void aRestoredTrainerKeepsItsLineage() throws Exception {
    OperatorSubtaskState saved;
    String lineage;
    try (TrainHarness first = TrainHarness.open(1)) {
      first.learn(batches.get(0));
      saved = first.checkpoint(1);
      lineage = first.models().get(0).lineage();
    }
    try (TrainHarness restored = TrainHarness.open(1, saved)) {
      restored.learn(batches.get(1));
      restored.checkpoint(2);
      assertThat(restored.models()).extracting(TrainedModel::lineage).containsExactly(lineage);
    }
  }

  @Test
  void aStateThatWasSavedBeforeLineagesHadNamesGoesOn() throws Exception {
    LearnerState state = InitialState.of(FourTasks.architecture(INPUT), 1);
    OperatorSubtaskState saved = EarlierState.of(state, new PublishedVersion(7, 3));
    try (TrainHarness restored = TrainHarness.open(1, saved)) {
      restored.learn(batches.get(0));
      saved = restored.checkpoint(1);
      TrainedModel model = restored.models().get(0);
      assertThat(model.version()).isEqualTo(8);
      assertThat(model.parentVersion()).isEqualTo(7);
      assertThat(model.lineage()).isEmpty();
    }
    try (TrainHarness again = TrainHarness.open(1, saved)) {
      again.learn(batches.get(1));
      again.checkpoint(2);
      assertThat(again.models()).extracting(TrainedModel::version).containsExactly(9L);
    }
  }

  @Test
  void aJobThatCannotTrainTakesNoModelAway() {
    ScriptedLedger ledger = new ScriptedLedger();
    assertThatThrownBy(() -> TrainHarness.open(SpoiltEngine.NAME, begun(ledger), FourTasks.ALL, 1))
        .isInstanceOf(SuppressRestartsException.class);
    assertThat(ledger.claims).isZero();
  }

  @Test
  void theFirstVersionRisesAboveWhatAnotherJobPublishedMeanwhile() throws Exception {
    ScriptedLedger ledger = new ScriptedLedger();
    try (TrainHarness harness = TrainHarness.open("plain-java", begun(ledger), FourTasks.ALL, 1)) {
      assertThat(ledger.claims).isEqualTo(1);
      ledger.newest = new LineageVersion("another", 4);
      harness.learn(batches.get(0));
      harness.checkpoint(1);
      harness.learn(batches.get(1));
      harness.checkpoint(2);
      assertThat(harness.models()).extracting(TrainedModel::version).containsExactly(5L, 6L);
    }
  }

  private static ModelStart begun(ScriptedLedger ledger) {
    return new ModelStart(LineagePlan.goOn("fashion"), ledger);
  }

  @Test
  void stepsDroppedStepsAndExamplesAreCounted() {
    MetricListener listener = new MetricListener();
    TrainMetrics metrics = new TrainMetrics(listener.getMetricGroup(), ENGINE);
    MiniBatch batch = new MiniBatch(of(14), of(5), of(2));
    metrics.count(outcome(1, Update.APPLIED), batch, 1_000_000);
    metrics.count(outcome(2, Update.DROPPED), batch, 1_000_000);
    metrics.count(outcome(2, Update.NONE), new MiniBatch(List.of(), List.of(), of(3)), 1_000_000);
    assertThat(count(listener, TrainMetrics.STEPS)).isEqualTo(2);
    assertThat(count(listener, TrainMetrics.DROPPED_STEPS)).isEqualTo(1);
    assertThat(count(listener, TrainMetrics.EXAMPLES)).isEqualTo(35);
  }

  private List<Example> of(int count) {
    return Collections.nCopies(count, tasks.kind(0));
  }

  private static StepOutcome outcome(long step, Update update) {
    return new StepOutcome(step, update, 1, 0.01, List.of(), List.of());
  }

  private static long count(MetricListener listener, String name) {
    return listener.getCounter(name).orElseThrow().getCount();
  }
}
