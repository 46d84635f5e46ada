package io.headwater.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.MiniBatch;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every engine must do. An engine's test extends this class. */
@NullUnmarked
public abstract class EngineContract {
  private static final ImageShape SMALL = new ImageShape(1, 16, 16);
  private static final ImageShape OBLONG_COLOUR = new ImageShape(3, 18, 22);
  private static final ImageShape FULL = new ImageShape(1, 28, 28);

  /** With an epsilon well over the rounding of floats, so that engines can be compared. */
  private static final Adam ADAM = new Adam(0.01, 0.9, 0.999, 1e-3);

  private static final LearnerConfig UNCLIPPED =
      new LearnerConfig(ADAM, Double.POSITIVE_INFINITY, 42);

  private final Architecture architecture = FourTasks.architecture(SMALL);
  private final LearnerState initial = InitialState.of(architecture, 42);
  private final FourTasks data = new FourTasks(SMALL, 1);

  protected abstract Engine engine();

  private Learner learner(LearnerState state) {
    return Learner.open(engine(), architecture, UNCLIPPED, state, Precision.FLOAT);
  }

  @Test
  void isFoundByItsName() {
    assertThat(Engines.named(engine().name())).hasSameClassAs(engine());
  }

  @Test
  void saysWhatItRunsOn() {
    assertThat(engine().describe().engine()).isNotBlank();
    assertThat(engine().describe().device()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource
  void givesBackTheStateItWasOpenedWith(Precision precision) {
    try (Learner learner = Learner.open(engine(), architecture, UNCLIPPED, initial, precision)) {
      assertThat(learner.state()).isEqualTo(initial);
    }
  }

  @Test
  void goesOnFromASavedStateAsIfNothingHadHappened() {
    MiniBatch first = data.allTasks();
    MiniBatch second = data.only(FourTasks.OUTLINE);
    MiniBatch third = data.allTasks();
    try (Learner uninterrupted = learner(initial)) {
      uninterrupted.step(first);
      LearnerState saved = uninterrupted.state();
      uninterrupted.step(second);
      StepOutcome outcome = uninterrupted.step(third);
      try (Learner restored = learner(saved)) {
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
  void gradientsOfAHeadAndOfTheTrunkThroughItAreThoseOfItsLoss(TaskKind kind) {
    Task task = FourTasks.ALL.stream().filter(t -> t.kind() == kind).findFirst().orElseThrow();
    new GradientCheck(engine(), architecture, initial, data.only(task), 4).run();
  }

  @Test
  void gradientsOfTheJointLossAreThoseOfItsWeightedSum() {
    new GradientCheck(engine(), architecture, initial, data.allTasks(), 2).run();
  }

  @Test
  void gradientsHoldOnFullSizedImagesInTheMiddleOfTraining() {
    Architecture full = FourTasks.architecture(FULL);
    FourTasks fullData = new FourTasks(FULL, 3);
    MiniBatch batch =
        new MiniBatch(
            List.of(fullData.kind(1), fullData.outline(), fullData.place(), fullData.twins(true)));
    LearnerState state;
    LearnerConfig gentle = new LearnerConfig(Adam.withLearningRate(0.001), 10, 5);
    try (Learner learner =
        Learner.open(engine(), full, gentle, InitialState.of(full, 5), Precision.DOUBLE)) {
      learner.step(batch);
      state = learner.state();
    }
    new GradientCheck(engine(), full, state, batch, 2).run();
  }

  @Test
  void theJointLossIsTheSumOfLossWeightTimesLoss() {
    MiniBatch batch = data.allTasks();
    try (Learner learner = learner(initial)) {
      double joint = learner.loss(batch);
      StepOutcome outcome = learner.step(batch);
      double sum = 0;
      for (StepOutcome.TaskOutcome task : outcome.tasks()) {
        sum += architecture.task(task.task()).lossWeight() * task.loss();
      }
      assertThat(joint).isCloseTo(sum, within(1e-6));
      assertThat(outcome.tasks().stream().map(StepOutcome.TaskOutcome::task))
          .containsExactly("kind", "outline", "place", "twins");
      assertThat(outcome.tasks().stream().map(StepOutcome.TaskOutcome::examples))
          .containsExactly(4, 3, 2, 2);
    }
  }

  @Test
  void lookingAtLossGradientsAndPredictionsChangesNothing() {
    MiniBatch batch = data.allTasks();
    try (Learner learner = learner(initial)) {
      learner.step(batch);
      LearnerState before = learner.state();
      learner.loss(batch);
      learner.gradients(batch);
      learner.predict(batch.examples());
      assertThat(learner.state()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatIsAbsentChangesNothingOfItsOwnWhileTheTrunkMoves(TaskKind present) {
    Task task = FourTasks.ALL.stream().filter(t -> t.kind() == present).findFirst().orElseThrow();
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
    MiniBatch alone = new MiniBatch(List.of(labelled));
    MiniBatch together = new MiniBatch(List.of(other, labelled));
    try (Learner learner = learner(initial)) {
      Map<String, Tensor> expected = learner.gradients(alone).get("kind");
      Map<String, Tensor> actual = learner.gradients(together).get("kind");
      States.assertClose("kind", actual, expected, 1e-6);
      double loss = learner.step(alone).tasks().get(0).loss();
      try (Learner fresh = learner(initial)) {
        assertThat(fresh.step(together).tasks().get(0).loss()).isCloseTo(loss, within(1e-6));
      }
    }
  }

  @Test
  void agreesWithThePlainEngineOnEveryStep() {
    assertAgreement(Precision.FLOAT, 5e-5);
  }

  @Test
  void agreesWithThePlainEngineToRoundingInDoublePrecision() {
    assertAgreement(Precision.DOUBLE, 5e-7);
  }

  private void assertAgreement(Precision precision, double tolerance) {
    Architecture oblong = FourTasks.architecture(OBLONG_COLOUR);
    LearnerState start = InitialState.of(oblong, 11);
    FourTasks batches = new FourTasks(OBLONG_COLOUR, 2);
    LearnerConfig clipped = new LearnerConfig(ADAM, 0.5, 42);
    try (Learner actual = Learner.open(engine(), oblong, clipped, start, precision);
        Learner plain = Learner.open(new PlainJavaEngine(), oblong, clipped, start, precision)) {
      for (MiniBatch batch :
          List.of(
              batches.allTasks(),
              batches.only(FourTasks.TWINS),
              batches.only(FourTasks.KIND),
              new MiniBatch(List.of(batches.place())),
              batches.allTasks())) {
        StepOutcome outcome = actual.step(batch);
        StepOutcome expected = plain.step(batch);
        assertThat(outcome.gradientNorm())
            .isCloseTo(expected.gradientNorm(), within(tolerance * expected.gradientNorm()));
        States.assertClose(actual.state(), plain.state(), tolerance);
      }
      List<Example> pairs = List.of(batches.twins(true), batches.twins(false));
      Map<String, double[]> predictions = actual.predict(pairs);
      plain
          .predict(pairs)
          .forEach(
              (task, values) ->
                  assertThat(predictions.get(task))
                      .containsExactly(values, within(100 * tolerance)));
    }
  }

  @Test
  void runsStridesPaddingsAndOverlappingWindowsLikeThePlainEngine() {
    Network network =
        new Network(
            "odd",
            Map.of("image", List.of(3, 13, 11)),
            List.of(
                new Node("scale", new Layer.Scale(), List.of("image")),
                new Node("wide", new Layer.Convolution(4, 5, 2, 2), List.of("scale")),
                new Node("relu", new Layer.Relu(), List.of("wide")),
                new Node("overlap", new Layer.MaxPool(3, 2), List.of("relu")),
                new Node("same", new Layer.Convolution(5, 3, 1, 1), List.of("overlap")),
                new Node("flat", new Layer.Flatten(), List.of("same")),
                new Node("dense", new Layer.Dense(7), List.of("flat"))));
    NetworkState state = InitialState.of(network, 9);
    byte[] images = new byte[4 * 3 * 13 * 11];
    new Random(4).nextBytes(images);
    double[] onOutput = new Random(5).doubles(4 * 7, -1, 1).toArray();
    try (EngineNetwork actual = engine().open(network, state, ADAM, Precision.DOUBLE);
        EngineNetwork plain = new PlainJavaEngine().open(network, state, ADAM, Precision.DOUBLE)) {
      assertThat(actual.forward(images, 4)).containsExactly(plain.forward(images, 4), within(1e-9));
      assertThat(actual.backward(onOutput)).isEmpty();
      plain.backward(onOutput);
      States.assertClose("odd", actual.gradients(), plain.gradients(), 1e-6);
      assertThat(actual.gradientSquareSum())
          .isCloseTo(plain.gradientSquareSum(), within(1e-8 * plain.gradientSquareSum()));
    }
  }

  @Test
  void takesTheStepsOfAdamAsPublished() {
    Network line =
        new Network(
            "line",
            Map.of("features", List.of(1)),
            List.of(new Node("output", new Layer.Dense(1), List.of("features"))));
    NetworkState start = InitialState.of(line, 1);
    float weight = start.parameters().get("output.weight").values()[0];
    Adam adam = new Adam(0.1, 0.5, 0.75, 0.25);
    try (EngineNetwork network = engine().open(line, start, adam, Precision.DOUBLE)) {
      network.forward(List.of(new double[] {2, 3}), 2);
      List<double[]> onInput = network.backward(new double[] {1, -1});
      assertThat(onInput.get(0)).containsExactly(new double[] {weight, -weight}, within(1e-7));
      // gradient 2 - 3 = -1, halved to -0.5: m = -0.25, v = 0.0625, rate 0.1 sqrt(0.25) / 0.5
      network.update(0.5);
      double first = weight + 0.1 * 0.25 / (0.25 + 0.25);
      assertThat((double) value(network, "output.weight")).isCloseTo(first, within(1e-6));
      network.forward(List.of(new double[] {2, 3}), 2);
      network.backward(new double[] {1, -1});
      // the same gradient: m = -0.375, v = 0.109375, rate 0.1 sqrt(1 - 0.5625) / 0.75
      network.update(0.5);
      double rate = 0.1 * Math.sqrt(0.4375) / 0.75;
      assertThat((double) value(network, "output.weight"))
          .isCloseTo(first + rate * 0.375 / (Math.sqrt(0.109375) + 0.25), within(1e-6));
      assertThat(value(network, "output.bias")).isZero();
      assertThat(network.state().updates()).isEqualTo(2);
    }
  }

  @Test
  void scalesTheGradientsOfAllNetworksDownToTheClipNorm() {
    MiniBatch batch = data.allTasks();
    LearnerConfig clipped = new LearnerConfig(ADAM, 0.01, 42);
    try (Learner free = learner(initial);
        Learner bound = Learner.open(engine(), architecture, clipped, initial, Precision.FLOAT)) {
      double norm = free.step(batch).gradientNorm();
      assertThat(norm).isGreaterThan(0.01);
      assertThat(bound.step(batch).gradientNorm()).isCloseTo(norm, within(1e-6 * norm));
      assertThat(firstMomentNorm(free)).isCloseTo((1 - ADAM.beta1()) * norm, within(1e-5 * norm));
      assertThat(firstMomentNorm(bound)).isCloseTo((1 - ADAM.beta1()) * 0.01, within(1e-7));
    }
  }

  @Test
  void dropsAndCountsAStepThatIsNotFiniteAndGoesOnUnharmed() {
    MiniBatch poison =
        new MiniBatch(
            List.of(data.outline(), data.examples().weighted(Float.NaN, Label.ofClass("kind", 0))));
    MiniBatch good = data.allTasks();
    try (Learner learner = learner(initial);
        Learner unharmed = learner(initial)) {
      StepOutcome outcome = learner.step(poison);
      assertThat(outcome.applied()).isFalse();
      LearnerState after = learner.state();
      assertThat(after.networks()).isEqualTo(initial.networks());
      assertThat(after.step()).isEqualTo(1);
      assertThat(after.dropped()).isEqualTo(1);
      assertThat(after.lineage()).isEqualTo(Lineage.EMPTY.including(poison.examples()));
      assertThat(learner.step(good).applied()).isTrue();
      unharmed.step(good);
      assertThat(learner.state().networks()).isEqualTo(unharmed.state().networks());
    }
  }

  @Test
  void dropsAStepWhoseLossIsInfiniteThoughItsGradientIsFinite() {
    LearnerState extreme = States.with(initial, "place", "output.bias", 0, Float.POSITIVE_INFINITY);
    try (Learner learner = learner(extreme)) {
      StepOutcome outcome = learner.step(new MiniBatch(List.of(data.absent())));
      assertThat(outcome.applied()).isFalse();
      assertThat(outcome.tasks().get(0).loss()).isInfinite();
      assertThat(learner.state().networks()).isEqualTo(extreme.networks());
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
      double loss = learner.loss(new MiniBatch(List.of(pair)));
      assertThat(learner.loss(new MiniBatch(List.of(otherPair)))).isNotCloseTo(loss, within(1e-4));
      assertThat(learner.loss(new MiniBatch(List.of(swapped)))).isCloseTo(loss, within(1e-5));
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
    Network head = architecture.heads().get("kind");
    NetworkState foreign = initial.networks().get("place");
    assertThatThrownBy(() -> engine().open(head, foreign, ADAM, Precision.FLOAT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("network 'kind'")
        .hasMessageContaining("output.weight=[500, 3]");
  }

  @Test
  void learnsRepeatedExamplesByHeart() {
    MiniBatch batch = data.allTasks();
    LearnerConfig config = new LearnerConfig(Adam.withLearningRate(0.001), 10, 42);
    try (Learner learner = Learner.open(engine(), architecture, config, initial, Precision.FLOAT)) {
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

  private static float value(EngineNetwork network, String parameter) {
    return network.state().parameters().get(parameter).values()[0];
  }

  private static double firstMomentNorm(Learner learner) {
    double sum = 0;
    for (NetworkState network : learner.state().networks().values()) {
      for (Tensor m : network.optimiser().get("m").values()) {
        for (float value : m.values()) {
          sum += (double) value * value;
        }
      }
    }
    return Math.sqrt(sum);
  }
}
