package io.headwater.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.learner.InitialState;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.optimise.AdamW;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.optimise.RmsProp;
import io.headwater.learning.optimise.Sgd;
import io.headwater.learning.optimise.Update;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That updates move parameters as the optimisers' papers say: a line of one weight and one bias.
 */
@NullUnmarked
abstract class OptimiserContract extends LayerContract {
  private static final Network LINE =
      new Network(
          "line",
          Map.of("features", Input.floats(List.of(1))),
          List.of(new Node("output", new Layer.Dense(1), List.of("features"))));
  private static final String WEIGHT = "output.weight";
  private static final String BIAS = "output.bias";
  private static final double FACTOR = 0.5;

  /** What the weight, from w, with slots a and b, becomes with gradient g in update t. */
  interface Formula {
    double step(double w, double[] slots, double g, int t);
  }

  record Case(Optimiser optimiser, Formula formula) {
    @Override
    public String toString() {
      return optimiser.toString();
    }
  }

  static Stream<Case> optimisers() {
    return Stream.of(
        new Case(new Adam(0.1, 0.5, 0.75, 0.25, 0.3), (w, s, g, t) -> adam(w, s, g + 0.3 * w, t)),
        new Case(
            new AdamW(0.1, 0.5, 0.75, 0.25, 0.3), (w, s, g, t) -> adam(w - 0.1 * 0.3 * w, s, g, t)),
        new Case(new Sgd(0.1, 0, false, 0.3), (w, s, g, t) -> w - 0.1 * (g + 0.3 * w)),
        new Case(
            new Sgd(0.1, 0.9, false, 0.3),
            (w, s, g, t) -> {
              s[0] = 0.9 * s[0] + g + 0.3 * w;
              return w - 0.1 * s[0];
            }),
        new Case(
            new Sgd(0.1, 0.9, true, 0.3),
            (w, s, g, t) -> {
              s[0] = 0.9 * s[0] + g + 0.3 * w;
              return w - 0.1 * (g + 0.3 * w + 0.9 * s[0]);
            }),
        new Case(
            new RmsProp(0.1, 0.75, 0.25, 0, 0.3),
            (w, s, g, t) -> {
              double decayed = g + 0.3 * w;
              s[0] = 0.75 * s[0] + 0.25 * decayed * decayed;
              return w - 0.1 * decayed / (Math.sqrt(s[0]) + 0.25);
            }),
        new Case(
            new RmsProp(0.1, 0.75, 0.25, 0.5, 0),
            (w, s, g, t) -> {
              s[0] = 0.75 * s[0] + 0.25 * g * g;
              s[1] = 0.5 * s[1] + g / (Math.sqrt(s[0]) + 0.25);
              return w - 0.1 * s[1];
            }));
  }

  private static double adam(double w, double[] s, double g, int t) {
    s[0] = 0.5 * s[0] + 0.5 * g;
    s[1] = 0.75 * s[1] + 0.25 * g * g;
    double rate = 0.1 * Math.sqrt(1 - Math.pow(0.75, t)) / (1 - Math.pow(0.5, t));
    return w - rate * s[0] / (Math.sqrt(s[1]) + 0.25);
  }

  @ParameterizedTest
  @MethodSource("optimisers")
  void movesAsItsFormulaSays(Case each) {
    NetworkState start = InitialState.of(LINE, 1);
    double weight = start.parameters().get(WEIGHT).values()[0];
    double[] slots = new double[2];
    try (EngineNetwork network = engine().open(LINE, start, each.optimiser(), precision())) {
      for (int t = 1; t <= 3; t++) {
        double gradient = gradient(network);
        network.update(Update.of(each.optimiser(), FACTOR));
        weight = each.formula().step(weight, slots, FACTOR * gradient, t);
        assertThat((double) value(network.state(), WEIGHT)).isCloseTo(weight, within(1e-5));
      }
      assertThat(network.state().updates()).isEqualTo(3);
      assertThat(network.state().slots().keySet()).isEqualTo(Set.copyOf(each.optimiser().slots()));
    }
  }

  @ParameterizedTest
  @MethodSource("optimisers")
  void leavesWhatIsFrozenAsItIs(Case each) {
    NetworkState start = InitialState.of(LINE, 1);
    try (EngineNetwork network = engine().open(LINE, start, each.optimiser(), precision())) {
      gradient(network);
      network.update(Update.of(each.optimiser(), 1));
      NetworkState before = network.state();
      gradient(network);
      network.update(new Update(0.1, 1, Set.of(WEIGHT)));
      NetworkState after = network.state();
      assertThat(value(after, WEIGHT)).isEqualTo(value(before, WEIGHT));
      assertThat(value(after, BIAS)).isNotEqualTo(value(before, BIAS));
      each.optimiser()
          .slots()
          .forEach(
              slot ->
                  assertThat(after.slot(slot, WEIGHT))
                      .as(slot)
                      .isEqualTo(before.slot(slot, WEIGHT)));
    }
  }

  @ParameterizedTest
  @MethodSource("optimisers")
  void goesOnFromItsSlots(Case each) {
    NetworkState start = InitialState.of(LINE, 1);
    try (EngineNetwork network = engine().open(LINE, start, each.optimiser(), precision())) {
      gradient(network);
      network.update(Update.of(each.optimiser(), 1));
      NetworkState saved = network.state();
      try (EngineNetwork other = engine().open(LINE, saved, each.optimiser(), precision())) {
        for (EngineNetwork one : List.of(network, other)) {
          gradient(one);
          one.update(Update.of(each.optimiser(), 1));
        }
        assertThat(other.state()).isEqualTo(network.state());
      }
    }
  }

  @Test
  void biasesDontDecay() {
    Sgd decaying = new Sgd(0.1, 0, false, 0.5);
    NetworkState start = InitialState.of(LINE, 1);
    try (EngineNetwork network = engine().open(LINE, start, decaying, precision())) {
      Passes.forward(network, List.of(new double[] {2}), 1, Mode.TRAINING);
      Passes.backward(network, 10);
      network.update(Update.of(decaying, 1));
      assertThat(value(network.state(), BIAS)).isEqualTo(-1, within(1e-6f));
      Passes.forward(network, List.of(new double[] {2}), 1, Mode.TRAINING);
      Passes.backward(network, 0);
      network.update(Update.of(decaying, 1));
      assertThat(value(network.state(), BIAS)).isEqualTo(-1, within(1e-6f));
    }
  }

  /** Of the weight. */
  private static double gradient(EngineNetwork network) {
    Passes.forward(network, List.of(new double[] {2, 3}), 2, Mode.TRAINING);
    Passes.backward(network, 1, -2);
    return 2 - 2 * 3;
  }

  private static float value(NetworkState state, String parameter) {
    return state.parameters().get(parameter).values()[0];
  }
}
