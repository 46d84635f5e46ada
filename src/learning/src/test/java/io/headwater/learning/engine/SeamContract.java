package io.headwater.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.States;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.optimise.Update;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What passes between networks, and between steps. */
@NullUnmarked
abstract class SeamContract extends BatchNormContract {
  private static final Network MAPS =
      NetworkBuilder.of("maps")
          .input("x", Input.floats(List.of(1, 4, 4)))
          .then("conv", new Layer.Convolution(2, 3, 1, 1))
          .then("norm", new Layer.BatchNorm())
          .then("flat", new Layer.Flatten())
          .build("norm", "flat");

  private static final Network READER =
      NetworkBuilder.of("reader")
          .input("maps", Input.floats(List.of(2, 4, 4)))
          .then("mean", new Layer.GlobalAveragePool())
          .then("dense", new Layer.Dense(3))
          .build();

  private final double[] numbers = new Random(3).doubles(5 * 16, -1, 1).toArray();

  private EngineNetwork open(Network network) {
    return engine().open(network, InitialState.of(network, 7), ADAM, precision());
  }

  @Test
  void oneNetworkReadsRowsOfAnother() {
    try (EngineNetwork maps = open(MAPS);
        EngineNetwork reader = open(READER)) {
      maps.forward(List.of(Feed.values(numbers)), Pass.training(5));
      EngineRows rows = maps.output(0);
      assertThat(rows.count()).isEqualTo(5);
      assertThat(rows.rowSize()).isEqualTo(32);
      reader.forward(List.of(new Feed.Rows(rows, new int[] {4, 1, 1})), Pass.training(3));
      double[] byRows = reader.output(0).values();
      double[] copied = rows(rows.values(), 32, 4, 1, 1);
      States.assertClose(
          "output",
          Passes.forward(reader, List.of(copied), 3, Mode.TRAINING),
          byRows,
          tolerance().outputs());
    }
  }

  @Test
  void whatIsGivenOutsideGoesInUnchanged() {
    try (EngineNetwork maps = open(MAPS)) {
      maps.forward(List.of(Feed.values(numbers)), Pass.training(5));
      assertThat(maps.output(1).values()).isEqualTo(maps.output(0).values());
    }
  }

  @Test
  void gradientsOfSeveralReadersAddUpRowByRow() {
    try (EngineNetwork maps = open(MAPS);
        EngineNetwork reader = open(READER)) {
      maps.forward(List.of(Feed.values(numbers)), Pass.training(5));
      int[] read = {4, 1, 1};
      reader.forward(List.of(new Feed.Rows(maps.output(0), read)), Pass.training(3));
      Passes.backward(reader, new Random(4).doubles(9, -1, 1).toArray());
      double[] onRows = reader.inputGradient(0).values();
      double[] direct = new Random(5).doubles(5 * 32, -1, 1).toArray();
      maps.backward(
          List.of(
              new OutputGradient.Rows(0, reader.inputGradient(0), read),
              new OutputGradient.Values(0, direct),
              new OutputGradient.Values(1, direct)));
      Map<String, Tensor> actual = maps.gradients();
      double[] sum = Arrays.stream(direct).map(value -> 2 * value).toArray();
      for (int i = 0; i < read.length; i++) {
        for (int k = 0; k < 32; k++) {
          sum[read[i] * 32 + k] += onRows[i * 32 + k];
        }
      }
      maps.forward(List.of(Feed.values(numbers)), Pass.training(5));
      maps.backward(List.of(new OutputGradient.Values(0, sum)));
      States.assertClose("maps", maps.gradients(), actual, tolerance().gradients());
    }
  }

  @Test
  void imagesAreTakenByTheirRows() {
    Network pixels =
        NetworkBuilder.of("pixels")
            .input("image", Input.bytes(List.of(1, 2, 2)))
            .then("scale", new Layer.Scale())
            .build();
    byte[] images = {0, 51, 102, (byte) 153, (byte) 204, (byte) 255, 0, 51};
    try (EngineNetwork network = open(pixels)) {
      Feed chosen = new Feed.Images(images, new int[] {1, 0, 1});
      network.forward(List.of(chosen), Pass.inference(3));
      double[] expected = {0.8, 1, 0, 0.2, 0, 0.2, 0.4, 0.6, 0.8, 1, 0, 0.2};
      States.assertClose("pixels", network.output(0).values(), expected, tolerance().outputs());
    }
  }

  @Test
  void refusesInputsOfAnotherSize() {
    try (EngineNetwork maps = open(MAPS)) {
      assertThatThrownBy(() -> maps.forward(List.of(Feed.values(new double[17])), Pass.training(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("17 values don't make 1 of 'x', shape [1, 4, 4]");
    }
  }

  @Test
  void whatDropsOutFollowsFromTheSeedsAlone() {
    Network dropout =
        NetworkBuilder.of("dropout")
            .input("x", Input.floats(List.of(200)))
            .then("drop", new Layer.Dropout(0.3))
            .build();
    double[] ones = new double[400];
    Arrays.fill(ones, 1);
    try (EngineNetwork network = open(dropout)) {
      List<Feed> feed = List.of(Feed.values(ones));
      network.forward(feed, Pass.training(new long[] {5, 6}));
      double[] first = network.output(0).values();
      network.forward(feed, Pass.training(new long[] {6, 5}));
      double[] swapped = network.output(0).values();
      assertThat(rows(swapped, 200, 1, 0)).isEqualTo(first);
      assertThat(rows(first, 200, 0)).isNotEqualTo(rows(first, 200, 1));
      assertThat(Arrays.stream(first).filter(value -> value == 0).count()).isBetween(80L, 160L);
      assertThat(Arrays.stream(first).max().orElseThrow()).isCloseTo(1 / 0.7, within(0.01));
      network.forward(feed, Pass.inference(2));
      assertThat(network.output(0).values()).isEqualTo(ones);
    }
  }

  @Test
  void gradientsThatWerePutAsideAreCombined() {
    try (EngineNetwork maps = open(MAPS)) {
      Map<String, Tensor> first = gradientsOf(maps, 1);
      maps.keepGradients(0);
      Map<String, Tensor> second = gradientsOf(maps, 2);
      maps.keepGradients(1);
      double[][] gram = maps.gramMatrix(2);
      double tolerance = tolerance().gradients();
      assertThat(gram[0][0]).isCloseTo(inner(first, first), within(tolerance * gram[0][0]));
      assertThat(gram[1][1]).isCloseTo(inner(second, second), within(tolerance * gram[1][1]));
      assertThat(gram[0][1])
          .isCloseTo(inner(first, second), within(tolerance * (gram[0][0] + gram[1][1])))
          .isEqualTo(gram[1][0]);
      maps.combineGradients(new double[] {0.5, -2});
      first.forEach(
          (name, gradient) -> {
            float[] expected = new float[gradient.size()];
            for (int i = 0; i < expected.length; i++) {
              expected[i] = 0.5f * gradient.values()[i] - 2 * second.get(name).values()[i];
            }
            States.assertClose(
                name,
                Map.of(name, maps.gradients().get(name)),
                Map.of(name, new Tensor(gradient.shape(), expected)),
                1e-5);
          });
    }
  }

  @Test
  void gradientsThatWerePutAsideMeetByARule() {
    ElementRule larger =
        (gradients, combined, count, first) -> {
          for (int i = 0; i < count; i++) {
            combined[i] = Math.max(gradients[0][i], gradients[1][i]);
          }
        };
    try (EngineNetwork maps = open(MAPS)) {
      Map<String, Tensor> first = gradientsOf(maps, 1);
      maps.keepGradients(0);
      Map<String, Tensor> second = gradientsOf(maps, 2);
      maps.keepGradients(1);
      maps.combineGradients(new double[] {0.5, -2}, larger);
      first.forEach(
          (name, gradient) -> {
            float[] expected = new float[gradient.size()];
            for (int i = 0; i < expected.length; i++) {
              expected[i] =
                  Math.max(0.5f * gradient.values()[i], -2 * second.get(name).values()[i]);
            }
            States.assertClose(
                name,
                Map.of(name, maps.gradients().get(name)),
                Map.of(name, new Tensor(gradient.shape(), expected)),
                1e-5);
          });
    }
  }

  /**
   * So that what is drawn at random is the same after a restart, and differs from place to place.
   */
  @Test
  void aRuleIsGivenPlacesThatStay() {
    ElementRule places =
        (gradients, combined, count, first) -> {
          for (int i = 0; i < count; i++) {
            combined[i] = gradients[0][i] == 0 ? 0 : first + i + 1;
          }
        };
    Map<String, Tensor> once = combinedBy(places);
    assertThat(combinedBy(places)).isEqualTo(once);
    List<Float> all = new ArrayList<>();
    for (Tensor tensor : once.values()) {
      for (float place : tensor.values()) {
        all.add(place);
      }
    }
    assertThat(all).doesNotHaveDuplicates();
  }

  private Map<String, Tensor> combinedBy(ElementRule rule) {
    try (EngineNetwork maps = open(MAPS)) {
      gradientsOf(maps, 1);
      maps.keepGradients(0);
      maps.combineGradients(new double[] {1}, rule);
      return maps.gradients();
    }
  }

  @Test
  void rowsAreSummed() {
    try (EngineNetwork maps = open(MAPS)) {
      maps.forward(List.of(Feed.values(numbers)), Pass.training(5));
      double[] all = maps.output(0).values();
      double[] expected = new double[32];
      for (int i = 0; i < all.length; i++) {
        expected[i % 32] += all[i];
      }
      States.assertClose("sum", maps.output(0).sumOfRows(), expected, 1e-5);
      maps.forward(List.of(Feed.values(Arrays.copyOf(numbers, 16))), Pass.training(1));
      States.assertClose("one", maps.output(0).sumOfRows(), maps.output(0).values(), 1e-5);
    }
  }

  @Test
  void whatAReaderGivesBackIsMultiplied() {
    try (EngineNetwork maps = open(MAPS);
        EngineNetwork reader = open(READER)) {
      for (int[] read : List.of(new int[] {4, 1, 1}, new int[] {0, 1, 2, 3, 4})) {
        maps.forward(List.of(Feed.values(numbers)), Pass.training(5));
        reader.forward(List.of(new Feed.Rows(maps.output(0), read)), Pass.training(read.length));
        Passes.backward(reader, new Random(4).doubles(read.length * 3L, -1, 1).toArray());
        EngineRows onRows = reader.inputGradient(0);
        maps.backward(List.of(new OutputGradient.Rows(0, onRows, read).times(-2)));
        Map<String, Tensor> actual = maps.gradients();
        maps.forward(List.of(Feed.values(numbers)), Pass.training(5));
        double[] sum = new double[5 * 32];
        double[] values = onRows.values();
        for (int i = 0; i < values.length; i++) {
          sum[read[i / 32] * 32 + i % 32] -= 2 * values[i];
        }
        maps.backward(List.of(new OutputGradient.Values(0, sum)));
        States.assertClose("maps", actual, maps.gradients(), tolerance().gradients());
      }
    }
  }

  @Test
  void statisticsMoveByEachOfTheCombinedPasses() {
    try (EngineNetwork combined = open(MAPS);
        EngineNetwork inTurn = open(MAPS)) {
      gradientsOf(combined, 1);
      combined.keepGradients(0);
      gradientsOf(combined, 2);
      combined.keepGradients(1);
      combined.combineGradients(new double[] {1, 1});
      combined.update(new Update(0, 1));
      gradientsOf(inTurn, 1);
      inTurn.update(new Update(0, 1));
      gradientsOf(inTurn, 2);
      inTurn.update(new Update(0, 1));
      States.assertClose(
          "statistics",
          combined.state().statistics(),
          inTurn.state().statistics(),
          tolerance().outputs());
    }
  }

  @Test
  void goesOnFromAStateThatItLoads() {
    try (EngineNetwork learned = open(MAPS);
        EngineNetwork other = open(MAPS)) {
      gradientsOf(learned, 1);
      learned.update(Update.of(ADAM, 1));
      NetworkState state = learned.state();
      gradientsOf(other, 2);
      other.update(Update.of(ADAM, 1));
      other.load(state);
      assertThat(other.state()).isEqualTo(state);
      for (EngineNetwork each : List.of(learned, other)) {
        gradientsOf(each, 3);
        each.update(Update.of(ADAM, 1));
      }
      assertThat(other.state()).isEqualTo(learned.state());
      other.load(InitialState.of(MAPS, 7));
      assertThat(other.state().slot("m", "conv.weight").orElseThrow().values()).containsOnly(0);
      NetworkState foreign = InitialState.of(READER, 1);
      assertThatThrownBy(() -> other.load(foreign))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("network 'maps'");
    }
  }

  private Map<String, Tensor> gradientsOf(EngineNetwork maps, long seed) {
    double[] input = new Random(seed).doubles(2 * 16, -1, 1).toArray();
    maps.forward(List.of(Feed.values(input)), Pass.training(2));
    double[] onOutput = new Random(seed + 100).doubles(2 * 32, -1, 1).toArray();
    maps.backward(List.of(new OutputGradient.Values(0, onOutput)));
    return maps.gradients();
  }

  private static double inner(Map<String, Tensor> a, Map<String, Tensor> b) {
    double sum = 0;
    for (String name : a.keySet()) {
      for (int i = 0; i < a.get(name).size(); i++) {
        sum += (double) a.get(name).values()[i] * b.get(name).values()[i];
      }
    }
    return sum;
  }

  private static double[] rows(double[] matrix, int width, int... indices) {
    double[] rows = new double[indices.length * width];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(matrix, indices[i] * width, rows, i * width, width);
    }
    return rows;
  }
}
