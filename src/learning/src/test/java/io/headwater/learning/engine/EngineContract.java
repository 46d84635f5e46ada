package io.headwater.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.engine.proof.EngineProof;
import io.headwater.learning.evaluate.TaskOutcome;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.learner.Lineage;
import io.headwater.learning.learner.SkipReason;
import io.headwater.learning.learner.States;
import io.headwater.learning.learner.StepOutcome;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Network;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.Task;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What every engine must do. An engine's test extends this class, once for each precision in which
 * the engine trains.
 */
@NullUnmarked
public abstract class EngineContract extends BackboneContract {
  @Test
  void isFoundByItsName() {
    assertThat(Engines.names()).contains(engine().name(), Engines.AUTO);
    assertThat(Engines.candidates(engine().name()))
        .singleElement()
        .satisfies(found -> assertThat(found).hasSameClassAs(engine()));
  }

  @Test
  void saysWhatItRunsOn() {
    assertThat(engine().describe().engine()).isNotBlank();
    assertThat(engine().describe().device()).isNotBlank();
  }

  @Test
  void trainsOnAsIfItHadNotBeenAskedForThem() {
    MiniBatch batch = data.allTasks();
    LearnerState undisturbed;
    try (Learner learner = learner(initial)) {
      learner.step(batch);
      learner.step(batch);
      undisturbed = learner.state();
    }
    try (Learner learner = learner(initial)) {
      learner.step(batch);
      EngineProof.fault(engine(), architecture, precision());
      learner.step(batch);
      assertThat(learner.state()).isEqualTo(undisturbed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesBackTheStateItWasOpenedWith(Model model) {
    LearnerState state = afterAStep(model);
    for (Precision precision : precisions()) {
      try (Learner learner = Learner.open(engine(), model.on(SMALL), UNCLIPPED, state, precision)) {
        assertThat(learner.state()).isEqualTo(state);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void goesOnFromASavedStateAsIfNothingHadHappened(Model model) {
    Architecture architecture = model.on(SMALL);
    LearnerState initial = InitialState.of(architecture, 42);
    MiniBatch first = data.allTasks();
    MiniBatch second = data.only(FourTasks.OUTLINE);
    MiniBatch third = data.allTasks();
    try (Learner uninterrupted = learner(architecture, initial)) {
      uninterrupted.step(first);
      LearnerState saved = uninterrupted.state();
      uninterrupted.step(second);
      StepOutcome outcome = uninterrupted.step(third);
      try (Learner restored = learner(architecture, saved)) {
        assertThat(restored.state()).isEqualTo(saved);
        restored.step(second);
        assertThat(restored.step(third)).usingRecursiveComparison().isEqualTo(outcome);
        assertThat(restored.state()).isEqualTo(uninterrupted.state());
      }
    }
  }

  @Test
  void aStateIsNotChangedByLaterSteps() {
    try (Learner learner = learner(initial)) {
      learner.step(data.allTasks());
      LearnerState saved = learner.state();
      float[] values = weights(saved, Architecture.TRUNK, "dense.weight").values().clone();
      learner.step(data.allTasks());
      assertThat(weights(saved, Architecture.TRUNK, "dense.weight").values()).isEqualTo(values);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCapturedStateIsThatOfItsMoment(Model model) {
    LearnerState state = afterAStep(model);
    MiniBatch batch = data.allTasks();
    try (Learner learner = learner(model.on(SMALL), state)) {
      Captured<LearnerState> before = learner.captureState();
      Captured<LearnerState> atTheSameTime = learner.captureState();
      learner.step(batch);
      assertThat(CompletableFuture.supplyAsync(before::get).join()).isEqualTo(state);
      before.close();
      try (Captured<LearnerState> after = learner.captureState()) {
        assertThat(after.get()).isEqualTo(learner.state()).isNotEqualTo(state);
        assertThat(atTheSameTime.get()).isEqualTo(state);
      }
      atTheSameTime.close();
    }
  }

  @Test
  void aCapturedStateOutlivesItsLearner() {
    Captured<LearnerState> captured;
    LearnerState state;
    try (Learner learner = learner(initial)) {
      learner.step(data.allTasks());
      state = learner.state();
      captured = learner.captureState();
    }
    assertThat(captured.get()).isEqualTo(state);
    captured.close();
  }

  @Test
  void needsTheMemoryOfItsStateNoMoreOnceItIsOpen() {
    LearnerState state = afterAStep(Model.RESIDUAL);
    List<ByteBuffer> memory = new ArrayList<>();
    LearnerState lent = States.lent(state, memory);
    MiniBatch batch = data.allTasks();
    try (Learner actual = learner(Model.RESIDUAL.on(SMALL), lent);
        Learner expected = learner(Model.RESIDUAL.on(SMALL), state)) {
      memory.forEach(EngineContract::scribbleOver);
      actual.step(batch);
      expected.step(batch);
      assertThat(actual.state()).isEqualTo(expected.state());
    }
  }

  private static void scribbleOver(ByteBuffer memory) {
    for (int i = 0; i < memory.capacity(); i++) {
      memory.put(i, (byte) 0x7F);
    }
  }

  @Test
  void theJointLossIsTheSumOfLossWeightTimesLoss() {
    MiniBatch batch = data.allTasks();
    try (Learner learner = learner(initial)) {
      double joint = learner.loss(batch);
      StepOutcome outcome = learner.step(batch);
      double sum = 0;
      for (TaskOutcome task : outcome.tasks()) {
        sum += architecture.task(task.task()).lossWeight() * task.loss();
      }
      assertThat(joint).isCloseTo(sum, within(1e-6));
      assertThat(outcome.tasks().stream().map(TaskOutcome::task))
          .containsExactly("kind", "outline", "place", "twins");
      assertThat(outcome.tasks().stream().map(TaskOutcome::examples)).containsExactly(4, 3, 2, 2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void lookingAtLossGradientsAndPredictionsChangesNothing(Model model) {
    MiniBatch batch = data.allTasks();
    try (Learner learner = learner(model.on(SMALL), InitialState.of(model.on(SMALL), 42))) {
      learner.step(batch);
      LearnerState before = learner.state();
      learner.loss(batch);
      learner.gradients(batch);
      learner.predict(batch.fresh());
      assertThat(learner.state()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @FieldSource("io.headwater.learning.engine.FourTasks#ALL")
  void aTaskThatIsAbsentChangesNothingOfItsOwnWhileTheTrunkMoves(Task task) {
    try (Learner learner = learner(initial)) {
      learner.step(data.allTasks());
      LearnerState before = learner.state();
      learner.step(data.only(task));
      LearnerState after = learner.state();
      before
          .networks()
          .forEach(
              (name, network) -> {
                boolean moves = name.equals(Architecture.TRUNK) || name.equals(task.name());
                assertThat(after.networks().get(name).equals(network)).as(name).isEqualTo(!moves);
                assertThat(after.networks().get(name).updates()).isEqualTo(moves ? 2 : 1);
              });
    }
  }

  @Test
  void examplesWithoutALabelDontCountInATasksMean() {
    Example labelled = data.kind(1);
    Example other = data.outline();
    MiniBatch alone = MiniBatch.ofFresh(List.of(labelled));
    MiniBatch together = MiniBatch.ofFresh(List.of(other, labelled));
    try (Learner learner = learner(initial)) {
      Map<String, Tensor> expected = learner.gradients(alone).get("kind");
      Map<String, Tensor> actual = learner.gradients(together).get("kind");
      States.assertClose("kind", actual, expected, tolerance().gradients());
      double loss = learner.step(alone).tasks().get(0).loss();
      try (Learner fresh = learner(initial)) {
        assertThat(fresh.step(together).tasks().get(0).loss())
            .isCloseTo(loss, within(tolerance().outputs() * loss));
      }
    }
  }

  @Test
  void aPredictionDoesntDependOnTheOtherImagesOfItsBatch() {
    LearnerState state = afterAStep(Model.RESIDUAL);
    Example first = data.kind(0);
    try (Learner learner = learner(Model.RESIDUAL.on(SMALL), state)) {
      double[] alone = learner.predict(List.of(first)).get("kind");
      double[] together = learner.predict(List.of(first, data.kind(1), data.outline())).get("kind");
      States.assertClose(
          "kind", Arrays.copyOf(together, alone.length), alone, tolerance().outputs());
    }
  }

  @Test
  void scalesTheGradientsOfAllNetworksDownToTheClipNorm() {
    MiniBatch batch = data.allTasks();
    LearnerConfig clipped = new LearnerConfig(ADAM, 0.01, 42, 100);
    try (Learner free = learner(initial);
        Learner bound = Learner.open(engine(), architecture, clipped, initial, precision())) {
      double norm = free.step(batch).gradientNorm();
      assertThat(norm).isGreaterThan(0.01);
      assertThat(bound.step(batch).gradientNorm()).isCloseTo(norm, within(1e-6 * norm));
      assertThat(firstMomentNorm(free)).isCloseTo((1 - ADAM.beta1()) * norm, within(1e-5 * norm));
      assertThat(firstMomentNorm(bound)).isCloseTo((1 - ADAM.beta1()) * 0.01, within(1e-7));
    }
  }

  @ParameterizedTest
  @EnumSource
  void dropsAndCountsAStepThatIsNotFiniteAndGoesOnUnharmed(Model model) {
    Architecture architecture = model.on(SMALL);
    LearnerState initial = InitialState.of(architecture, 42);
    MiniBatch poison =
        MiniBatch.ofFresh(
            List.of(data.outline(), data.examples().weighted(Float.NaN, Label.ofClass("kind", 0))));
    MiniBatch good = data.allTasks();
    try (Learner learner = learner(architecture, initial);
        Learner unharmed = learner(architecture, initial)) {
      LearnerState before = learner.state();
      StepOutcome outcome = learner.step(poison);
      assertThat(outcome.applied()).isFalse();
      LearnerState after = learner.state();
      assertThat(after.networks()).isEqualTo(before.networks());
      assertThat(after.step()).isEqualTo(1);
      assertThat(after.dropped()).isEqualTo(1);
      assertThat(after.lineage())
          .isEqualTo(Lineage.EMPTY.skipping(poison.fresh(), SkipReason.NOT_FINITE));
      assertThat(learner.step(good).applied()).isTrue();
      unharmed.step(good);
      assertThat(learner.state().networks()).isEqualTo(unharmed.state().networks());
    }
  }

  @Test
  void dropsAStepWhoseLossIsInfiniteThoughItsGradientIsFinite() {
    LearnerState extreme = States.with(initial, "place", "output.bias", 0, Float.POSITIVE_INFINITY);
    try (Learner learner = learner(extreme)) {
      LearnerState before = learner.state();
      StepOutcome outcome = learner.step(MiniBatch.ofFresh(List.of(data.absent())));
      assertThat(outcome.applied()).isFalse();
      assertThat(outcome.tasks().get(0).loss()).isInfinite();
      assertThat(learner.state().networks()).isEqualTo(before.networks());
    }
  }

  @Test
  void theSecondImageOfAPairCounts() {
    Example pair = data.twins(true);
    Example otherPair =
        new Example(
            pair.id(),
            pair.position(),
            0,
            pair.pixels(),
            data.twins(true).pixels(),
            pair.labels(),
            1);
    Example swapped =
        new Example(
            pair.id(), pair.position(), 0, pair.secondPixels(), pair.pixels(), pair.labels(), 1);
    try (Learner learner = learner(initial)) {
      double loss = learner.loss(MiniBatch.ofFresh(List.of(pair)));
      assertThat(learner.loss(MiniBatch.ofFresh(List.of(otherPair))))
          .isNotCloseTo(loss, within(1e-4));
      assertThat(learner.loss(MiniBatch.ofFresh(List.of(swapped)))).isCloseTo(loss, within(1e-5));
    }
  }

  @Test
  void predictsPairsOnlyWhereEveryExampleIsOne() {
    try (Learner learner = learner(initial)) {
      assertThat(learner.predict(List.of(data.twins(true))))
          .containsOnlyKeys("kind", "outline", "place", "twins");
      assertThat(learner.predict(List.of(data.twins(true), data.kind(0))))
          .containsOnlyKeys("kind", "outline", "place");
    }
  }

  @Test
  void refusesAStateOfAnotherNetwork() {
    Network head = architecture.head("kind");
    NetworkState foreign = initial.networks().get("place");
    assertThatThrownBy(() -> engine().open(head, foreign, ADAM, precision()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("network 'kind'")
        .hasMessageContaining("output.weight=[500, 3]");
  }

  @ParameterizedTest
  @EnumSource
  void learnsRepeatedExamplesByHeart(Model model) {
    Architecture architecture = model.on(SMALL);
    LearnerState initial = InitialState.of(architecture, 42);
    MiniBatch batch = data.allTasks();
    LearnerConfig config = new LearnerConfig(Adam.withLearningRate(0.002), 10, 42, 100);
    try (Learner learner = Learner.open(engine(), architecture, config, initial, precision())) {
      double before = learner.loss(batch);
      for (int i = 0; i < 40; i++) {
        learner.step(batch);
      }
      assertThat(learner.loss(batch)).isLessThan(before / 4);
    }
  }

  private static Tensor weights(LearnerState state, String network, String parameter) {
    return state.networks().get(network).parameters().get(parameter);
  }

  private static double firstMomentNorm(Learner learner) {
    double sum = 0;
    for (NetworkState network : learner.state().networks().values()) {
      for (Tensor m : network.slots().get("m").values()) {
        for (float value : m.values()) {
          sum += (double) value * value;
        }
      }
    }
    return Math.sqrt(sum);
  }
}
