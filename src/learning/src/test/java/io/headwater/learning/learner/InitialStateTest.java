package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class InitialStateTest {
  private static final ImageShape INPUT = new ImageShape(1, 28, 28);
  private static final ImageShape COLOUR = new ImageShape(3, 28, 28);
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

  /** Simonyan and Zisserman's, and He's, as torchvision has them. */
  @Test
  void weightsHaveTheSpreadThatWasPublishedWithTheirNetwork() {
    Map<String, Tensor> vgg = initial(Backbone.VGG11_SMALL.trunk(COLOUR).network());
    assertThat(deviation(vgg.get("stage2/conv1.weight")))
        .isCloseTo(Math.sqrt(2 / (128 * 9.0)), within(1e-3));
    assertThat(deviation(vgg.get("dense7.weight"))).isCloseTo(0.01, within(1e-4));
    assertThat(vgg.get("dense7.bias").values()).containsOnly(0);
    Map<String, Tensor> residual = initial(Backbone.RESNET18_SMALL.trunk(COLOUR).network());
    assertThat(deviation(residual.get("stage2/block1/conv1.weight")))
        .isCloseTo(Math.sqrt(2 / (128 * 9.0)), within(1e-3));
    assertThat(residual.get("stage2/block1/norm1.weight").values()).containsOnly(1);
  }

  /** A normal distribution that is cut off at two deviations has 0.8796 of its spread. */
  @Test
  void truncatedWeightsLieWithinTwoDeviations() {
    Architecture model = Backbone.INCEPTION_V3_SMALL.architecture(COLOUR, List.of(FourTasks.KIND));
    Tensor trunk = initial(model.trunk()).get("7b/1x1/1/conv.weight");
    assertThat(deviation(trunk)).isCloseTo(0.08796, within(1e-3));
    assertThat(largest(trunk)).isBetween(0.19f, 0.2f);
    Map<String, Tensor> auxiliary = initial(model.network("kind/auxiliary"));
    assertThat(largest(auxiliary.get("reduce/conv.weight"))).isBetween(0.19f, 0.2f);
    assertThat(largest(auxiliary.get("mix/conv.weight"))).isBetween(0.019f, 0.02f);
    assertThat(largest(auxiliary.get("output.weight"))).isBetween(0.0019f, 0.002f);
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

  private static Map<String, Tensor> initial(Network network) {
    return InitialState.of(network, 3).parameters();
  }

  private static float largest(Tensor tensor) {
    float largest = 0;
    for (float value : tensor.values()) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static double deviation(Tensor tensor) {
    double squares = 0;
    for (float value : tensor.values()) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares / tensor.values().length);
  }
}
