package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.LearnerState;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightsTest {
  @Test
  void allThatWasLearnedIsThereByNameAndNothingElse() {
    LearnerState state = InitialState.of(Models.LENET, 1);
    Map<String, FloatBuffer> learned = new HashMap<>();
    for (Map.Entry<String, NetworkState> network : state.networks().entrySet()) {
      network
          .getValue()
          .parameters()
          .forEach(
              (name, tensor) ->
                  learned.put(network.getKey() + "/" + name, FloatBuffer.wrap(tensor.values())));
    }

    List<Weights.Tensor> weights =
        Weights.of(Models.snapshot(1, state), SnapshotLimits.DEFAULT.model());

    assertThat(weights)
        .extracting(Weights.Tensor::name)
        .containsExactlyInAnyOrderElementsOf(learned.keySet());
    for (Weights.Tensor tensor : weights) {
      assertThat(tensor.floats()).as(tensor.name()).isEqualTo(learned.get(tensor.name()));
      assertThat(tensor.shape().stream().reduce(1, Math::multiplyExact))
          .isEqualTo(tensor.floats().remaining());
    }
    assertThat(weights).extracting(Weights.Tensor::network).contains("trunk", "garment", "same");
  }
}
