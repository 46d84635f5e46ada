package io.headwater.learning.dl4j;

import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.Mode;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Passes;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.States;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.optimise.AdamW;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.optimise.RmsProp;
import io.headwater.learning.optimise.Sgd;
import io.headwater.learning.optimise.Update;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An optimiser computes the same as arrays as where it is written once for all engines. */
class ArrayStepTest {
  private static final Network NETWORK =
      NetworkBuilder.of("layers")
          .input("x", Input.floats(List.of(4)))
          .then("first", new Layer.Dense(3))
          .then("second", new Layer.Dense(2))
          .build();

  /** One that this engine does not know. */
  private record Unknown(Optimiser inner) implements Optimiser {
    @Override
    public String kind() {
      return inner.kind();
    }

    @Override
    public double learningRate() {
      return inner.learningRate();
    }

    @Override
    public double weightDecay() {
      return inner.weightDecay();
    }

    @Override
    public List<String> slots() {
      return inner.slots();
    }

    @Override
    public Step step(long number, Update update) {
      return inner.step(number, update);
    }
  }

  static Stream<Optimiser> optimisers() {
    return Stream.of(
        new Adam(0.01, 0.9, 0.99, 1e-3, 0.1),
        new AdamW(0.01, 0.9, 0.99, 1e-3, 0.1),
        new Sgd(0.01, 0, false, 0.1),
        new Sgd(0.01, 0.9, false, 0.1),
        new Sgd(0.01, 0.9, true, 0),
        new RmsProp(0.01, 0.9, 1e-3, 0, 0.1),
        new RmsProp(0.01, 0.9, 1e-3, 0.5, 0));
  }

  @ParameterizedTest
  @MethodSource("optimisers")
  void movesLikeItsStep(Optimiser optimiser) {
    NetworkState arrays = afterSteps(optimiser);
    NetworkState step = afterSteps(new Unknown(optimiser));
    States.assertClose("parameters", arrays.parameters(), step.parameters(), 1e-5);
    for (String slot : optimiser.slots()) {
      States.assertClose(slot, arrays.slots().get(slot), step.slots().get(slot), 1e-5);
    }
  }

  private static NetworkState afterSteps(Optimiser optimiser) {
    NetworkState start = InitialState.of(NETWORK, 1);
    try (EngineNetwork network = new Dl4jEngine().open(NETWORK, start, optimiser, Precision.F32)) {
      for (int i = 0; i < 4; i++) {
        Passes.forward(network, List.of(new double[] {1, 2, -3, i}), 1, Mode.TRAINING);
        Passes.backward(network, 1, -2);
        Set<String> frozen = i % 2 == 0 ? Set.of() : Set.of("first.bias");
        network.update(new Update(0.01, 0.5, frozen));
      }
      return network.state();
    }
  }
}
