package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class InitialStateTest {
  private static final ImageShape INPUT = new ImageShape(1, 28, 28);
  private final LearnerState state = InitialState.of(FourTasks.architecture(INPUT), 42);

  @Test
  void isTheSameForTheSameSeedOnly() {
    assertThat(InitialState.of(FourTasks.architecture(INPUT), 42)).isEqualTo(state);
    assertThat(InitialState.of(FourTasks.architecture(INPUT), 43).networks())
        .isNotEqualTo(state.networks());
  }

  @Test
  void aNetworkStartsAlikeWhicheverOtherHeadsThereAre() {
    Architecture alone = Backbone.LENET.architecture(INPUT, List.of(FourTasks.PLACE));
    LearnerState smaller = InitialState.of(alone, 42);
    assertThat(state.networks()).containsAllEntriesOf(smaller.networks());
  }

  @Test
  void weightsHaveTheSpreadOfHe() {
    Map<String, Tensor> trunk = state.networks().get("trunk").parameters();
    assertThat(deviation(trunk.get("dense.weight"))).isCloseTo(Math.sqrt(2 / 800.0), within(1e-3));
    assertThat(deviation(trunk.get("conv2.weight"))).isCloseTo(Math.sqrt(2 / 500.0), within(1e-3));
  }

  @Test
  void biasesStartAtZeroAndTheOptimiserHasSeenNothing() {
    NetworkState trunk = state.networks().get("trunk");
    assertThat(trunk.parameters().get("conv1.bias").values()).containsOnly(0);
    assertThat(trunk.updates()).isZero();
    assertThat(trunk.slots()).isEmpty();
    assertThat(trunk.slot("m", "conv1.weight")).isEmpty();
  }

  @Test
  void nothingIsLearnedYet() {
    assertThat(state.lineage()).isEqualTo(Lineage.EMPTY);
    assertThat(state.step()).isZero();
    assertThat(state.parts()).isEmpty();
    assertThat(state.fingerprints()).isEqualTo(FourTasks.architecture(INPUT).fingerprints());
  }

  private static double deviation(Tensor tensor) {
    double squares = 0;
    for (float value : tensor.values()) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares / tensor.values().length);
  }
}
