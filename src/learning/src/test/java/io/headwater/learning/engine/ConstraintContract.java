package io.headwater.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.States;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.optimise.Penalty;
import io.headwater.learning.optimise.Sgd;
import io.headwater.learning.optimise.Update;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That gradients are clipped and parameters kept small as an update says, in whichever layout an
 * engine has them: a convolution and a dense layer wide enough for kernels to interleave channels.
 */
@NullUnmarked
abstract class ConstraintContract extends OptimiserContract {
  private static final double RATE = 0.5;
  private static final double NONE = Double.POSITIVE_INFINITY;
  private static final Sgd PLAIN = new Sgd(RATE, 0, false, 0);
  private static final Network WIDE =
      NetworkBuilder.of("wide")
          .input("x", Input.floats(List.of(16, 6, 6)))
          .then("conv", new Layer.Convolution(32, 3, 1, 1))
          .then("norm", new Layer.BatchNorm())
          .then("pool", new Layer.GlobalAveragePool())
          .then("dense", new Layer.Dense(48))
          .build();

  static Stream<Update> constraints() {
    Update free = new Update(RATE, 0.5);
    return Stream.of(
        free,
        free.withLayerNorm(0.3),
        free.withLimit(0.02),
        free.with(new Penalty(0.1, 0, NONE)),
        free.with(new Penalty(0, 0.2, NONE)),
        free.with(new Penalty(0, 0, 0.7)),
        new Update(RATE, 0.5, 0.3, 0.02, new Penalty(0.1, 0.2, 0.7), Set.of("norm.weight")));
  }

  @ParameterizedTest
  @MethodSource("constraints")
  void constrainsAsTheUpdateSays(Update update) {
    NetworkState start = InitialState.of(WIDE, 3);
    try (EngineNetwork network = engine().open(WIDE, start, PLAIN, precision())) {
      for (int i = 0; i < 2; i++) {
        Map<String, Tensor> before = network.state().parameters();
        pass(network);
        Map<String, Tensor> expected = expected(before, network.gradients(), update);
        network.update(update);
        States.assertClose("parameters", network.state().parameters(), expected, 2e-5);
      }
    }
  }

  @Test
  void noUnitOfALayerIsOverTheLargestNorm() {
    NetworkState start = InitialState.of(WIDE, 3);
    try (EngineNetwork network = engine().open(WIDE, start, PLAIN, precision())) {
      pass(network);
      network.update(new Update(RATE, 1).with(new Penalty(0, 0, 0.7)));
      Map<String, Tensor> after = network.state().parameters();
      for (String weights : List.of("conv.weight", "dense.weight")) {
        double[] norms = unitNorms(after.get(weights));
        assertThat(Arrays.stream(norms).max().orElseThrow()).isCloseTo(0.7, within(1e-5));
      }
    }
  }

  private static void pass(EngineNetwork network) {
    Random random = new Random(5);
    double[] images = random.doubles(8 * 16 * 36, -1, 1).toArray();
    Passes.forward(network, List.of(images), 8, Mode.TRAINING);
    Passes.backward(network, random.doubles(8 * 48, -0.3, 0.3).toArray());
  }

  private static Map<String, Tensor> expected(
      Map<String, Tensor> before, Map<String, Tensor> gradients, Update update) {
    Map<String, Tensor> expected = new LinkedHashMap<>();
    before.forEach(
        (name, tensor) ->
            expected.put(
                name,
                update.frozen().contains(name)
                    ? tensor
                    : moved(
                        tensor,
                        gradients.get(name),
                        update,
                        WIDE.parameters().get(name).decays())));
    return expected;
  }

  private static Tensor moved(Tensor tensor, Tensor gradient, Update update, boolean decays) {
    float[] weights = tensor.values().clone();
    float[] g = gradient.values();
    double squares = 0;
    for (float value : g) {
      squares += (double) value * value;
    }
    double factor =
        update.factor() * Math.min(1, update.layerNorm() / (update.factor() * Math.sqrt(squares)));
    Penalty penalty = update.penalty();
    for (int i = 0; i < weights.length; i++) {
      double value = Math.max(-update.limit(), Math.min(update.limit(), factor * g[i]));
      if (decays) {
        value += penalty.l1() * Math.signum(weights[i]) + penalty.l2() * weights[i];
      }
      weights[i] -= (float) (RATE * value);
    }
    Tensor moved = new Tensor(tensor.shape(), weights);
    if (decays) {
      double[] norms = unitNorms(moved);
      for (int i = 0; i < weights.length; i++) {
        weights[i] *= (float) Math.min(1, penalty.maxNorm() / norms[unit(i, tensor.shape())]);
      }
    }
    return moved;
  }

  private static double[] unitNorms(Tensor weights) {
    double[] squares = new double[weights.shape().get(weights.shape().size() == 2 ? 1 : 0)];
    float[] values = weights.values();
    for (int i = 0; i < values.length; i++) {
      squares[unit(i, weights.shape())] += (double) values[i] * values[i];
    }
    return Arrays.stream(squares).map(Math::sqrt).toArray();
  }

  /** Of the i-th weight of a dense layer [in, out], or a convolution [out, in, height, width]. */
  private static int unit(int i, List<Integer> shape) {
    return shape.size() == 2 ? i % shape.get(1) : i / (shape.get(1) * shape.get(2) * shape.get(3));
  }
}
