package io.headwater.learning.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.EngineRows;
import io.headwater.learning.engine.Feed;
import io.headwater.learning.engine.OutputGradient;
import io.headwater.learning.engine.Pass;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.optimise.Update;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How long rows are valid. */
class Dl4jRowsTest {
  private static final Adam ADAM = Adam.withLearningRate(0.01);
  private static final Network NETWORK =
      NetworkBuilder.of("network")
          .input("x", Input.floats(List.of(2, 6, 6)))
          .then("conv", new Layer.Convolution(3, 3, 1, 1))
          .then("pool", new Layer.MaxPool(2, 2))
          .then("flat", new Layer.Flatten())
          .then("dense", new Layer.Dense(5))
          .build("conv", "flat", "dense");

  @Test
  void outputsAreThereUntilTheNextForward() {
    try (EngineNetwork one = open();
        EngineNetwork other = open()) {
      for (int step = 0; step < 4; step++) {
        forward(one, 4 + step);
        EngineRows maps = one.output(0);
        EngineRows features = one.output(2);
        double[] mapValues = maps.values();
        double[] featureValues = features.values();
        steps(other);
        backward(one, 4 + step);
        backward(one, 4 + step);
        one.update(Update.of(ADAM, 1));
        assertThat(maps.values()).isEqualTo(mapValues);
        assertThat(features.values()).isEqualTo(featureValues);
      }
    }
  }

  @Test
  void gradientsOnInputsAreThereUntilTheNextBackward() {
    try (EngineNetwork one = open();
        EngineNetwork other = open()) {
      for (int step = 0; step < 4; step++) {
        forward(one, 4 + step);
        backward(one, 4 + step);
        EngineRows onInput = one.inputGradient(0);
        double[] values = onInput.values();
        steps(other);
        one.update(Update.of(ADAM, 1));
        forward(one, 9);
        assertThat(onInput.values()).isEqualTo(values);
      }
    }
  }

  @Test
  void whatNoLossDependsOnHasNoGradient() {
    try (EngineNetwork one = open()) {
      forward(one, 3);
      backward(one, 3);
      one.backward(List.of(new OutputGradient.Values(1, new double[3 * 27])));
      assertThat(one.inputGradient(0).values()).hasSize(3 * 72).containsOnly(0);
      backward(one, 3);
      one.backward(List.of());
      assertThat(one.inputGradient(0).values()).hasSize(3 * 72).containsOnly(0);
      assertThat(one.gradientSquareSum()).isZero();
    }
  }

  @Test
  void aRateOfNothingMovesNothing() {
    try (EngineNetwork one = open()) {
      forward(one, 3);
      backward(one, 3);
      one.update(new Update(0, 1));
      assertThat(one.state().parameters()).isEqualTo(InitialState.of(NETWORK, 1).parameters());
    }
  }

  private static EngineNetwork open() {
    return new Dl4jEngine().open(NETWORK, InitialState.of(NETWORK, 1), ADAM, Precision.F32);
  }

  private static void steps(EngineNetwork network) {
    for (int count = 2; count < 12; count += 3) {
      forward(network, count);
      backward(network, count);
      network.update(Update.of(ADAM, 1));
    }
  }

  private static void forward(EngineNetwork network, int count) {
    double[] input = new Random(count).doubles(count * 72L, -1, 1).toArray();
    network.forward(List.of(Feed.values(input)), Pass.training(count));
  }

  private static void backward(EngineNetwork network, int count) {
    double[] onMaps = new Random(count).doubles(count * 108L, -1, 1).toArray();
    double[] onFeatures = new Random(count).doubles(count * 5L, -1, 1).toArray();
    network.backward(
        List.of(new OutputGradient.Values(0, onMaps), new OutputGradient.Values(2, onFeatures)));
  }
}
