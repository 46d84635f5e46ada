package io.headwater.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.learner.States;
import io.headwater.learning.learner.StepOutcome;
import io.headwater.learning.learner.TowersAndHeads;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.optimise.Update;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every engine must compute. */
@NullUnmarked
abstract class NumericsContract extends ConstraintContract {
  private void checkGradients(
      Architecture model, LearnerState state, MiniBatch batch, int coordinates) {
    if (computesInF64()) {
      new GradientCheck(engine(), model, state, batch, coordinates).run();
      return;
    }
    try (Learner actual = learner(model, state);
        Learner plain = plain(model, state)) {
      Map<String, Map<String, Tensor>> gradients = actual.gradients(batch);
      plain
          .gradients(batch)
          .forEach(
              (network, expected) ->
                  States.assertClose(
                      network, gradients.get(network), expected, tolerance().gradients()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientsOfAHeadAndOfTheTrunkThroughItAreThoseOfItsLoss(TaskKind kind) {
    Architecture five = FourTasks.withAge(architecture.input());
    Task task = five.tasks().stream().filter(t -> t.kind() == kind).findFirst().orElseThrow();
    checkGradients(five, InitialState.of(five, 42), data.only(task), 4);
  }

  @ParameterizedTest
  @EnumSource
  void gradientsOfTheJointLossAreThoseOfItsWeightedSum(Model model) {
    Architecture architecture = model.on(SMALL);
    checkGradients(architecture, InitialState.of(architecture, 42), data.allTasks(), 2);
  }

  @ParameterizedTest
  @EnumSource
  void gradientsHoldOnFullSizedImagesInTheMiddleOfTraining(Model model) {
    Architecture full = model.on(FULL);
    FourTasks fullData = new FourTasks(FULL, 3);
    MiniBatch batch =
        MiniBatch.ofFresh(
            List.of(fullData.kind(1), fullData.outline(), fullData.place(), fullData.twins(true)));
    LearnerState state;
    LearnerConfig gentle = new LearnerConfig(Adam.withLearningRate(0.001), 10, 5, 100);
    try (Learner learner =
        Learner.open(engine(), full, gentle, InitialState.of(full, 5), precision())) {
      learner.step(batch);
      state = learner.state();
    }
    checkGradients(full, state, batch, 2);
  }

  @Test
  void gradientsOfASingleImageAreThoseOfWhatInferenceComputes() {
    checkGradients(
        Model.RESIDUAL.on(SMALL),
        afterAStep(Model.RESIDUAL),
        MiniBatch.ofFresh(List.of(data.kind(1))),
        2);
  }

  @ParameterizedTest
  @EnumSource
  void gradientsGoThroughTowersAndHeads(TowersAndHeads model) {
    Architecture architecture = model.on(SMALL);
    checkGradients(architecture, InitialState.of(architecture, 42), data.allTasks(), 2);
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithThePlainEngineOnTowersAndHeads(TowersAndHeads model) {
    for (Precision precision : precisions()) {
      assertAgreement(model.on(OBLONG_COLOUR), precision);
    }
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithThePlainEngineOnEveryStep(Model model) {
    for (Precision precision : precisions()) {
      assertAgreement(model.on(OBLONG_COLOUR), precision);
    }
  }

  private void assertAgreement(Architecture oblong, Precision precision) {
    FourTasks batches = new FourTasks(OBLONG_COLOUR, 2);
    Tolerance tolerance = tolerance(precision);
    LearnerConfig clipped = new LearnerConfig(ADAM, 0.5, 42, 100);
    LearnerState before = InitialState.of(oblong, 11);
    try (Learner actual = Learner.open(engine(), oblong, clipped, before, precision)) {
      for (MiniBatch batch :
          List.of(
              batches.allTasks(),
              batches.only(FourTasks.TWINS),
              batches.only(FourTasks.KIND),
              MiniBatch.ofFresh(List.of(batches.place())),
              batches.allTasks())) {
        try (Learner plain =
            Learner.open(new PlainJavaEngine(), oblong, clipped, before, Precision.F64)) {
          assertSameOutcome(actual.step(batch), plain.step(batch), tolerance);
          States.assertMovedAlike(before, actual.state(), plain.state(), tolerance);
        }
        before = actual.state();
      }
      assertSamePredictions(actual, oblong, batches, tolerance.outputs());
    }
  }

  static void assertSameOutcome(StepOutcome actual, StepOutcome expected, Tolerance tolerance) {
    assertThat(actual.gradientNorm())
        .isCloseTo(
            expected.gradientNorm(), within(tolerance.gradients() * expected.gradientNorm()));
    for (int i = 0; i < expected.tasks().size(); i++) {
      double loss = expected.tasks().get(i).loss();
      assertThat(actual.tasks().get(i).loss()).isCloseTo(loss, within(tolerance.outputs() * loss));
    }
  }

  static void assertSamePredictions(
      Learner actual, Architecture model, FourTasks batches, double tolerance) {
    List<Example> pairs = List.of(batches.twins(true), batches.twins(false));
    Map<String, double[]> predictions = actual.predict(pairs);
    try (Learner plain = plain(model, actual.state())) {
      plain
          .predict(pairs)
          .forEach(
              (task, values) -> States.assertClose(task, predictions.get(task), values, tolerance));
    }
  }

  @Test
  void runsStridesPaddingsAndOverlappingWindowsLikeThePlainEngine() {
    Network network =
        new Network(
            "odd",
            Map.of("image", Input.bytes(List.of(3, 13, 11))),
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
    for (Precision precision : precisions()) {
      Tolerance tolerance = tolerance(precision);
      try (EngineNetwork actual = engine().open(network, state, ADAM, precision);
          EngineNetwork plain = new PlainJavaEngine().open(network, state, ADAM, Precision.F64)) {
        double[] expected = Passes.forward(plain, images, 4, Mode.TRAINING);
        States.assertClose(
            "output",
            Passes.forward(actual, images, 4, Mode.TRAINING),
            expected,
            tolerance.outputs());
        Passes.backward(actual, onOutput);
        assertThatThrownBy(() -> actual.inputGradient(0))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("there is no gradient on bytes, input 'image'");
        Passes.backward(plain, onOutput);
        States.assertClose("odd", actual.gradients(), plain.gradients(), tolerance.gradients());
        double squares = plain.gradientSquareSum();
        assertThat(actual.gradientSquareSum())
            .isCloseTo(squares, within(3 * tolerance.gradients() * squares));
      }
    }
  }

  @Test
  void takesTheStepsOfAdamAsPublished() {
    Network line =
        new Network(
            "line",
            Map.of("features", Input.floats(List.of(1))),
            List.of(new Node("output", new Layer.Dense(1), List.of("features"))));
    NetworkState start = InitialState.of(line, 1);
    float weight = start.parameters().get("output.weight").values()[0];
    Adam adam = new Adam(0.1, 0.5, 0.75, 0.25);
    double rounding = Math.max(1e-7, tolerance().gradients() * Math.abs(weight));
    try (EngineNetwork network = engine().open(line, start, adam, precision())) {
      Passes.forward(network, List.of(new double[] {2, 3}), 2, Mode.TRAINING);
      Passes.backward(network, 1, -1);
      double[] onInput = network.inputGradient(0).values();
      assertThat(onInput).containsExactly(new double[] {weight, -weight}, within(rounding));
      // gradient 2 - 3 = -1, halved to -0.5: m = -0.25, v = 0.0625, rate 0.1 sqrt(0.25) / 0.5
      network.update(Update.of(adam, 0.5));
      double first = weight + 0.1 * 0.25 / (0.25 + 0.25);
      assertThat((double) value(network, "output.weight")).isCloseTo(first, within(1e-6));
      Passes.forward(network, List.of(new double[] {2, 3}), 2, Mode.TRAINING);
      Passes.backward(network, 1, -1);
      // the same gradient: m = -0.375, v = 0.109375, rate 0.1 sqrt(1 - 0.5625) / 0.75
      network.update(Update.of(adam, 0.5));
      double rate = 0.1 * Math.sqrt(0.4375) / 0.75;
      assertThat((double) value(network, "output.weight"))
          .isCloseTo(first + rate * 0.375 / (Math.sqrt(0.109375) + 0.25), within(1e-6));
      assertThat(value(network, "output.bias")).isZero();
      assertThat(network.state().updates()).isEqualTo(2);
    }
  }

  private static float value(EngineNetwork network, String parameter) {
    return network.state().parameters().get(parameter).values()[0];
  }
}
