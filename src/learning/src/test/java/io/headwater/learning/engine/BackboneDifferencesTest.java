package io.headwater.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.learner.States;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Twin;
import io.headwater.learning.stream.MiniBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The plain engine's gradients of whole backbones, dropouts and auxiliaries with them, held to
 * central differences of the loss: of some tensors each, along a direction in which each of their
 * numbers has a part, against or along its gradient.
 */
@NullUnmarked
class BackboneDifferencesTest {
  private static final double STEP = 1e-7;
  private static final int TENSORS = 4;

  @ParameterizedTest
  @EnumSource
  void gradientsAreDifferencesOfTheLoss(Twin twin) {
    Architecture model = twin.architecture(FourTasks.ALL);
    MiniBatch batch = new FourTasks(twin.input(), 2).allTasks();
    LearnerState state = withoutZeros(InitialState.of(model, 11));
    Map<String, Map<String, Tensor>> gradients;
    try (Learner learner = EngineUnderTest.plain(model, state)) {
      gradients = learner.gradients(batch);
    }
    Random random = new Random(5);
    gradients.forEach(
        (network, ofNetwork) -> {
          List<String> parameters = new ArrayList<>(ofNetwork.keySet());
          Collections.shuffle(parameters, random);
          for (String parameter : parameters.subList(0, Math.min(TENSORS, parameters.size()))) {
            float[] gradient = ofNetwork.get(parameter).values();
            float[] value = state.networks().get(network).parameters().get(parameter).values();
            float[] above = value.clone();
            float[] below = value.clone();
            double expected = 0;
            for (int i = 0; i < value.length; i++) {
              double step = STEP * random.nextDouble() * Math.signum(gradient[i]);
              above[i] += (float) step;
              below[i] -= (float) step;
              expected += ((double) above[i] - below[i]) * gradient[i];
            }
            double rise =
                loss(model, batch, with(state, network, parameter, above))
                    - loss(model, batch, with(state, network, parameter, below));
            assertThat(rise)
                .as("rise of the loss along %s %s", network, parameter)
                .isCloseTo(expected, within(1e-3 * expected + 1e-13));
          }
        });
    assertThat(gradients.keySet()).hasSize(model.networks().size());
  }

  /** What is exactly 0 may be a rectifier's kink: biases become something else. */
  private static LearnerState withoutZeros(LearnerState state) {
    Random random = new Random(3);
    LearnerState changed = state;
    for (String network : state.networks().keySet()) {
      changed =
          States.withParameters(
              changed,
              network,
              parameters -> {
                parameters.replaceAll((name, tensor) -> withoutZeros(tensor, random));
                return parameters;
              });
    }
    return changed;
  }

  private static Tensor withoutZeros(Tensor tensor, Random random) {
    float[] values = tensor.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] == 0 ? (float) (0.1 * random.nextGaussian()) : values[i];
    }
    return new Tensor(tensor.shape(), values);
  }

  private static LearnerState with(
      LearnerState state, String network, String parameter, float[] values) {
    return States.withParameters(
        state,
        network,
        parameters -> {
          parameters.computeIfPresent(
              parameter, (name, tensor) -> new Tensor(tensor.shape(), values));
          return parameters;
        });
  }

  private static double loss(Architecture model, MiniBatch batch, LearnerState state) {
    try (Learner learner = EngineUnderTest.plain(model, state)) {
      return learner.loss(batch);
    }
  }
}
