package io.headwater.learning.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Layer.Flatten;
import io.headwater.learning.model.Layer.Relu;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Counted by hand. */
class MultiplicationsTest {
  @Test
  void ofANetworkTheyAreThoseOfItsWeights() {
    Network network =
        new Network(
            "head",
            Map.of("maps", Input.floats(List.of(2, 5, 6))),
            List.of(
                new Node("conv", new Convolution(4, 3, 1, 0), List.of("maps")),
                new Node("relu", new Relu(), List.of("conv")),
                new Node("flat", new Flatten(), List.of("relu")),
                new Node("out", new Dense(7), List.of("flat"))));

    assertThat(network.multiplications())
        .isEqualTo(Map.of("conv", 4L * 3 * 4 * 2 * 3 * 3, "relu", 0L, "flat", 0L, "out", 48L * 7));
  }

  @Test
  void eachGroupOfAConvolutionReadsItsOwnChannels() {
    Layer grouped = new Convolution(4, new Window(1, 3, 1, 2, 0, 0, 1, 1, false), 2, true);
    assertThat(grouped.multiplications(List.of(List.of(6, 5, 7)))).isEqualTo(4L * 5 * 3 * 3 * 3);
  }
}
