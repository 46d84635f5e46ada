package io.headwater.learning.onednn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineContract;
import io.headwater.learning.engine.NeedsOneDnn;
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
import org.junit.jupiter.api.condition.DisabledIf;

@NeedsOneDnn
class OneDnnEngineTest extends EngineContract {
  private static final Network LINE =
      new Network(
          "line",
          Map.of("features", Input.floats(List.of(1))),
          List.of(new Node("output", new Layer.Dense(1), List.of("features"))));

  @Override
  protected Engine engine() {
    return new OneDnnEngine();
  }

  @Override
  protected boolean computesInF64() {
    return false;
  }

  @Test
  void refusesDoublePrecision() {
    assertThatThrownBy(() -> open(Precision.F64))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not in f64");
  }

  @Test
  @DisabledIf(
      value = "io.headwater.learning.onednn.OneDnnBfloat16Test#hasBfloat16",
      disabledReason = "this processor has bf16 kernels; ONEDNN_MAX_CPU_ISA=AVX2 takes them away")
  void refusesBfloat16WithoutItsInstructions() {
    assertThatThrownBy(() -> open(Precision.BF16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("precision bf16 needs a processor with AMX or AVX-512 BF16")
        .hasMessageContaining("Configure training.precision: f32");
  }

  private void open(Precision precision) {
    NetworkState state = InitialState.of(LINE, 1);
    engine().open(LINE, state, Adam.withLearningRate(0.1), precision).close();
  }
}
