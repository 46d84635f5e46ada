package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.evaluate.EvaluationState;
import io.headwater.learning.evaluate.Score;
import io.headwater.learning.evaluate.TaskOutcome;
import io.headwater.learning.learner.StepOutcome.Update;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.RandomExamples;
import io.headwater.learning.task.SourcePosition;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What the joint step does on any engine; {@link EngineContract} has what engines add to it. */
@NullUnmarked
class LearnerTest {
  private static final ImageShape INPUT = new ImageShape(1, 16, 16);
  private static final LearnerConfig CONFIG =
      new LearnerConfig(Adam.withLearningRate(0.001), 10, 42, 100);

  private final Architecture architecture = FourTasks.architecture(INPUT);
  private final LearnerState initial = InitialState.of(architecture, 42);
  private final FourTasks data = new FourTasks(INPUT, 1);

  private Learner learner(LearnerState state) {
    return Learner.open(new PlainJavaEngine(), architecture, CONFIG, state, Precision.F32);
  }

  @Test
  void talliesPredictionsMadeBeforeTheUpdate() {
    Example example = data.kind(2);
    try (Learner learner = learner(initial)) {
      double[] before = learner.predict(List.of(example)).get("kind");
      TaskOutcome outcome = learner.step(MiniBatch.ofFresh(List.of(example))).tasks().get(0);
      assertThat(outcome.loss()).isCloseTo(-Math.log(before[2]), within(1e-9));
      int predicted = before[0] > before[1] ? 0 : 1;
      predicted = before[2] > before[predicted] ? 2 : predicted;
      // three sums for each class: labelled, predicted, both
      double[] expected = new double[9];
      expected[3 * 2] = 1;
      expected[3 * predicted + 1] = 1;
      expected[3 * 2 + 2] = predicted == 2 ? 1 : 0;
      assertThat(outcome.tally().all()).containsExactly(expected);
    }
  }

  @Test
  void countsStepsAndRemembersWhatItLearnedFrom() {
    try (Learner learner = learner(initial)) {
      assertThat(learner.step(data.only(FourTasks.KIND)).step()).isEqualTo(1);
      assertThat(learner.step(data.only(FourTasks.TWINS)).step()).isEqualTo(2);
      assertThat(learner.state().step()).isEqualTo(2);
      assertThat(learner.state().lineage().ranges())
          .containsExactly(new Lineage.Range(RandomExamples.TOPIC, 0, 0, 3, 4));
    }
  }

  /** Fresh and replayed examples move the parameters alike; only the fresh ones are counted. */
  @Test
  void replayedExamplesAreLearnedFromAndCountNowhere() {
    Example fresh = data.kind(1);
    Example replayed = data.kind(2);
    Example otherTask = data.place();
    MiniBatch all = MiniBatch.ofFresh(List.of(fresh, replayed, otherTask));
    MiniBatch withReplay = new MiniBatch(List.of(fresh), List.of(replayed, otherTask), List.of());
    try (Learner learner = learner(initial);
        Learner other = learner(initial);
        Learner alone = learner(initial)) {
      StepOutcome outcome = learner.step(withReplay);
      assertThat(outcome.gradientNorm()).isEqualTo(other.step(all).gradientNorm());
      assertThat(learner.state().networks()).isEqualTo(other.state().networks());

      TaskOutcome expected = alone.step(MiniBatch.ofFresh(List.of(fresh))).tasks().get(0);
      TaskOutcome kind = outcome.tasks().get(0);
      assertThat(outcome.tasks()).hasSize(1);
      assertThat(kind.task()).isEqualTo("kind");
      assertThat(kind.examples()).isEqualTo(1);
      assertThat(kind.loss()).isCloseTo(expected.loss(), within(1e-9));
      assertThat(kind.tally().all()).containsExactly(expected.tally().all());
      assertThat(learner.state().lineage()).isEqualTo(Lineage.EMPTY.including(List.of(fresh)));
    }
  }

  @Test
  void aStepMayBeOfReplayedExamplesAlone() {
    try (Learner learner = learner(initial)) {
      StepOutcome outcome =
          learner.step(new MiniBatch(List.of(), List.of(data.kind(1)), List.of()));
      assertThat(outcome.update()).isEqualTo(Update.APPLIED);
      assertThat(outcome.tasks()).isEmpty();
      assertThat(learner.state().step()).isEqualTo(1);
      assertThat(learner.state().lineage()).isEqualTo(Lineage.EMPTY);
    }
  }

  @Test
  void heldOutExamplesAreScoredBeforeTheUpdateAndNotLearnedFrom() {
    Example fresh = data.kind(1);
    Example heldOut = data.kind(2);
    try (Learner learner = learner(initial);
        Learner without = learner(initial)) {
      double[] before = learner.predict(List.of(heldOut)).get("kind");
      StepOutcome outcome =
          learner.step(new MiniBatch(List.of(fresh), List.of(), List.of(heldOut)));
      StepOutcome expected = without.step(MiniBatch.ofFresh(List.of(fresh)));
      assertThat(outcome.heldOut())
          .singleElement()
          .satisfies(
              score -> {
                assertThat(score.task()).isEqualTo("kind");
                assertThat(score.loss()).isCloseTo(-Math.log(before[2]), within(1e-9));
                assertThat(score.tally().all()[3 * 2]).isEqualTo(1);
              });
      assertThat(outcome.tasks().get(0).loss()).isEqualTo(expected.tasks().get(0).loss());
      assertThat(learner.state().networks()).isEqualTo(without.state().networks());
      assertThat(learner.state().lineage())
          .isEqualTo(
              Lineage.EMPTY
                  .including(List.of(fresh))
                  .skipping(List.of(heldOut), SkipReason.HELD_OUT));
    }
  }

  @Test
  void heldOutExamplesAloneAreNoStep() {
    Example heldOut = data.twins(true);
    try (Learner learner = learner(initial)) {
      LearnerState before = learner.state();
      StepOutcome outcome = learner.step(new MiniBatch(List.of(), List.of(), List.of(heldOut)));
      assertThat(outcome.update()).isEqualTo(Update.NONE);
      assertThat(outcome.step()).isZero();
      assertThat(outcome.heldOut()).extracting(TaskOutcome::task).containsExactly("twins");
      LearnerState after = learner.state();
      assertThat(after.step()).isZero();
      assertThat(after.networks()).isEqualTo(before.networks());
      assertThat(after.lineage().skippedExamples()).isEqualTo(1);
    }
  }

  @Test
  void theFreshExamplesOfADroppedStepAreSkipped() {
    Example poison = data.examples().weighted(Float.NaN, Label.ofClass("kind", 0));
    Example replayed = data.kind(1);
    Example heldOut = data.kind(2);
    try (Learner learner = learner(initial)) {
      StepOutcome outcome =
          learner.step(new MiniBatch(List.of(poison), List.of(replayed), List.of(heldOut)));
      assertThat(outcome.update()).isEqualTo(Update.DROPPED);
      assertThat(learner.state().dropped()).isEqualTo(1);
      assertThat(learner.state().lineage())
          .isEqualTo(
              Lineage.EMPTY
                  .skipping(List.of(poison), SkipReason.NOT_FINITE)
                  .skipping(List.of(heldOut), SkipReason.HELD_OUT));
    }
  }

  @Test
  void evaluatesItselfAndGoesOnWithWhatItHadAddedUp() {
    MiniBatch first = data.allTasks();
    MiniBatch second =
        new MiniBatch(List.of(data.kind(0)), List.of(data.place()), List.of(data.kind(1)));
    try (Learner undisturbed = learner(initial);
        Learner stopped = learner(initial)) {
      undisturbed.step(first);
      undisturbed.step(second);
      stopped.step(first);
      try (Learner resumed = learner(stopped.state())) {
        resumed.step(second);
        assertThat(resumed.state()).isEqualTo(undisturbed.state());
        assertThat(resumed.scores()).isEqualTo(undisturbed.scores());
      }
      assertThat(undisturbed.scores())
          .extracting(Score::task)
          .containsExactly("kind", "outline", "place", "twins");
      assertThat(undisturbed.scores()).extracting(Score::examples).containsExactly(5L, 3L, 2L, 2L);
      assertThat(undisturbed.scores().get(0).values())
          .containsKeys("accuracy", "loss", "heldOut.accuracy", "heldOut.loss");
    }
  }

  @Test
  void aDroppedStepIsNotScored() {
    Example poison = data.examples().weighted(Float.NaN, Label.ofClass("kind", 0));
    try (Learner learner = learner(initial)) {
      learner.step(MiniBatch.ofFresh(List.of(poison)));
      assertThat(learner.scores()).isEmpty();
      assertThat(learner.state().evaluation()).isEqualTo(EvaluationState.EMPTY);
    }
  }

  @Test
  void anExampleOfTwoTasksTeachesBoth() {
    byte[] mask = data.examples().mask();
    Example example =
        data.examples().pair(Label.ofEdges("outline", mask), Label.ofSame("twins", true));
    try (Learner learner = learner(initial)) {
      assertThat(learner.step(MiniBatch.ofFresh(List.of(example))).tasks())
          .extracting(TaskOutcome::task)
          .containsExactly("outline", "twins");
    }
  }

  @Test
  void takesTheLossWeightsOfTheConfiguration() {
    Task heavier = new Task("kind", TaskKind.CLASSIFICATION, 0.2, FourTasks.KIND.classes());
    Architecture reweighted =
        Backbone.LENET.architecture(
            INPUT,
            List.of(heavier, FourTasks.OUTLINE, FourTasks.PLACE, FourTasks.TWINS),
            Map.of("outline", HeadKind.DENSE));
    MiniBatch batch = data.only(FourTasks.KIND);
    try (Learner once = learner(initial);
        Learner twice =
            Learner.open(new PlainJavaEngine(), reweighted, CONFIG, initial, Precision.F32)) {
      assertThat(twice.loss(batch)).isCloseTo(2 * once.loss(batch), within(1e-9));
      assertThat(twice.step(batch).gradientNorm())
          .isCloseTo(2 * once.step(batch).gradientNorm(), within(1e-9));
    }
  }

  @Test
  void passesOverLabelsOfTasksItDoesNotHave() {
    Example example = data.examples().image(Label.ofClass("retired", 7), Label.ofClass("kind", 1));
    try (Learner learner = learner(initial)) {
      assertThat(learner.step(MiniBatch.ofFresh(List.of(example))).tasks()).hasSize(1);
    }
  }

  @Test
  void refusesAMiniBatchThatTeachesNothing() {
    Example example = data.examples().image(Label.ofClass("retired", 7));
    assertRefused(example, "no example of the mini-batch has a label for any of the tasks");
  }

  @Test
  void refusesOneImageWhereAPairIsNeeded() {
    Example single = data.examples().image(Label.ofSame("twins", true));
    assertRefused(single, "has one image; task 'twins' of kind similarity needs a pair");
  }

  @Test
  void refusesAnImageOfAnotherSize() {
    Example small =
        new Example(
            "odd",
            new SourcePosition("topic", 0, 0),
            0,
            new byte[4],
            new byte[0],
            List.of(Label.ofClass("kind", 1)),
            1);
    assertRefused(small, "example 'odd' has 4 values; the model's input 1x16x16 has 256");
  }

  private void assertRefused(Example example, String message) {
    try (Learner learner = learner(initial)) {
      LearnerState before = learner.state();
      assertThatThrownBy(() -> learner.step(MiniBatch.ofFresh(List.of(example))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(message);
      assertThat(learner.state()).isEqualTo(before);
    }
  }

  @Test
  void refusesAStateOfAnotherArchitecture() {
    Architecture other = Backbone.LENET.architecture(INPUT, List.of(FourTasks.KIND));
    assertStateRefused(InitialState.of(other, 42), "Configure the model that the state comes from");
  }

  @Test
  void whatOthersOwnStaysInTheState() {
    StatePart part = new StatePart("drift", 1, Map.of(), Map.of("seen", 3L), Map.of(), Map.of());
    LearnerState state =
        new LearnerState(
            0,
            0,
            initial.networks(),
            initial.fingerprints(),
            initial.optimisers(),
            Lineage.EMPTY,
            EvaluationState.EMPTY,
            Map.of("drift", part));
    try (Learner learner = learner(state)) {
      assertThat(learner.state().parts()).isEqualTo(state.parts());
    }
  }

  @Test
  void refusesAStateThatLacksANetwork() {
    Map<String, NetworkState> fewer = new HashMap<>(initial.networks());
    fewer.remove("place");
    assertStateRefused(States.withNetworks(initial, fewer), "the state has networks for");
  }

  @Test
  void refusesAStateThatLacksAParameter() {
    LearnerState lacking =
        States.withParameters(
            initial,
            "trunk",
            parameters -> {
              parameters.remove("conv2.bias");
              return parameters;
            });
    assertStateRefused(lacking, "the parameters of network 'trunk' must have the shapes");
  }

  @Test
  void refusesAStateOfAnotherOptimiser() {
    Map<String, NetworkState> networks = new HashMap<>(initial.networks());
    Map<String, Tensor> parameters = initial.networks().get("kind").parameters();
    networks.put("kind", new NetworkState(0, parameters, Map.of(), Map.of("m", parameters)));
    assertStateRefused(
        States.withNetworks(initial, networks),
        "the optimiser adam has the slots [m, v]; the state of network 'kind' has [m]");
  }

  private void assertStateRefused(LearnerState state, String message) {
    assertThatThrownBy(() -> learner(state))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
