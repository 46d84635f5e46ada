package io.headwater.learning.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineContract;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import io.headwater.learning.optimise.Adam;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Dl4jEngineTest extends EngineContract {
  @Override
  protected Engine engine() {
    return new Dl4jEngine();
  }

  @Test
  void refusesBfloat16() {
    Network line =
        new Network(
            "line",
            Map.of("features", Input.floats(List.of(1))),
            List.of(new Node("output", new Layer.Dense(1), List.of("features"))));
    NetworkState state = InitialState.of(line, 1);
    Adam adam = Adam.withLearningRate(0.1);
    assertThatThrownBy(() -> engine().open(line, state, adam, Precision.BF16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("engine 'dl4j' does not compute in bf16");
  }

  @Test
  void suitsAnyProcessorButLessThanAnEngineForIt() {
    assertThat(engine().suitability().degree()).isEqualTo(10);
  }
}
