package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.model.Architecture;
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
      new LearnerConfig(Adam.withLearningRate(0.001), 10, 42);

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
      StepOutcome.TaskOutcome outcome =
          learner.step(new MiniBatch(List.of(example))).tasks().get(0);
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

  @Test
  void anExampleOfTwoTasksTeachesBoth() {
    byte[] mask = data.examples().mask();
    Example example =
        data.examples().pair(Label.ofEdges("outline", mask), Label.ofSame("twins", true));
    try (Learner learner = learner(initial)) {
      assertThat(learner.step(new MiniBatch(List.of(example))).tasks())
          .extracting(StepOutcome.TaskOutcome::task)
          .containsExactly("outline", "twins");
    }
  }

  @Test
  void takesTheLossWeightsOfTheConfiguration() {
    Task heavier = new Task("kind", TaskKind.CLASSIFICATION, 0.2, FourTasks.KIND.classes());
    Architecture reweighted =
        Backbone.LENET.architecture(
            INPUT, List.of(heavier, FourTasks.OUTLINE, FourTasks.PLACE, FourTasks.TWINS));
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
      assertThat(learner.step(new MiniBatch(List.of(example))).tasks()).hasSize(1);
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
      assertThatThrownBy(() -> learner.step(new MiniBatch(List.of(example))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(message);
      assertThat(learner.state()).isEqualTo(initial);
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
            Map.of("drift", part));
    try (Learner learner = learner(state)) {
      assertThat(learner.state()).isEqualTo(state);
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
  void refusesAStateWithoutItsOptimiser() {
    Map<String, NetworkState> networks = new HashMap<>(initial.networks());
    Map<String, Tensor> parameters = initial.networks().get("kind").parameters();
    networks.put("kind", new NetworkState(0, parameters, Map.of(), Map.of("m", parameters)));
    assertStateRefused(
        States.withNetworks(initial, networks), "the optimiser state 'v' of network 'kind'");
  }

  private void assertStateRefused(LearnerState state, String message) {
    assertThatThrownBy(() -> learner(state))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
