package io.headwater.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.engine.plain.PlainJavaEngine;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plain engine's gradients of each kind of layer, held to central finite differences. */
@NullUnmarked
class LayerDifferencesTest {
  private static final double STEP = 1e-4;
  private static final int COORDINATES = 12;

  static Stream<String> cases() {
    return LayerCases.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsOnInputsAreDifferencesOfTheLoss(String name) {
    LayerTrial trial = new LayerTrial(LayerCases.all().get(name));
    try (EngineNetwork network = open(trial, trial.state)) {
      trial.loss(network);
      trial.backward(network);
      for (int i = 0; i < trial.inputs.size(); i++) {
        double[] gradient = network.inputGradient(i).values();
        double[] input = trial.inputs.get(i);
        for (int at : new Random(1).ints(COORDINATES, 0, input.length).toArray()) {
          double value = input[at];
          input[at] = value + STEP;
          double above = trial.loss(network);
          input[at] = value - STEP;
          double below = trial.loss(network);
          input[at] = value;
          assertThat(gradient[at]).isCloseTo((above - below) / (2 * STEP), within(1e-5));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsOnParametersAreDifferencesOfTheLoss(String name) {
    LayerTrial trial = new LayerTrial(LayerCases.all().get(name));
    Map<String, Tensor> gradients;
    try (EngineNetwork network = open(trial, trial.state)) {
      trial.loss(network);
      trial.backward(network);
      gradients = network.gradients();
    }
    assertThat(gradients.keySet()).isEqualTo(trial.network.parameterShapes().keySet());
    gradients.forEach(
        (parameter, gradient) -> {
          int at = new Random(2).nextInt(gradient.size());
          float value = trial.state.parameters().get(parameter).values()[at];
          float above = (float) (value + STEP);
          float below = (float) (value - STEP);
          double rise = loss(trial, parameter, at, above) - loss(trial, parameter, at, below);
          double difference = rise / ((double) above - below);
          assertThat((double) gradient.values()[at])
              .as(parameter)
              .isCloseTo(difference, within(1e-4 * (1 + Math.abs(difference))));
        });
  }

  private static double loss(LayerTrial trial, String parameter, int at, float value) {
    Map<String, Tensor> parameters = new HashMap<>(trial.state.parameters());
    Tensor tensor = parameters.get(parameter);
    float[] values = tensor.values().clone();
    values[at] = value;
    parameters.put(parameter, new Tensor(tensor.shape(), values));
    NetworkState moved =
        new NetworkState(0, parameters, trial.state.statistics(), trial.state.slots());
    try (EngineNetwork network = open(trial, moved)) {
      return trial.loss(network);
    }
  }

  private static EngineNetwork open(LayerTrial trial, NetworkState state) {
    return new PlainJavaEngine().open(trial.network, state, LayerTrial.OPTIMISER, Precision.F64);
  }
}
