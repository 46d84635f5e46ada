package io.headwater.learning.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each method, and how each behaves where the others differ. */
class CombinationContractTest {
  private static final int SEEDS = 40;

  /** The power of a common scale of all gradients that the combined one has; 1 of the others. */
  private static final Map<String, Double> POWERS = Map.of("nash-mtl", 0.0, "fairgrad", -1.0 / 3);

  static List<Combination> all() {
    return Combinations.usual();
  }

  static Stream<Combination> notRandom() {
    return all().stream().filter(method -> method instanceof GramMethod);
  }

  private static void assertSame(double[] actual, double[] expected, double scale) {
    for (int k = 0; k < expected.length; k++) {
      assertThat(actual[k]).isCloseTo(expected[k], within(1e-6 * scale));
    }
  }

  @ParameterizedTest
  @MethodSource("notRandom")
  void theOrderOfTheTasksDoesNotMatter(Combination method) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Vectors vectors = Vectors.random(seed, 2 + seed % 4, 6);
      double[] combined = vectors.combined(method);
      assertSame(vectors.reversed().combined(method), combined, Vectors.norm(combined));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aCommonScaleChangesNoDirection(Combination method) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Vectors vectors = Vectors.random(seed, 2 + seed % 4, 6);
      for (double scale : new double[] {1e-6, 1e6}) {
        double power = Math.pow(scale, POWERS.getOrDefault(method.kind(), 1.0));
        double[] expected = Vectors.of(vectors.combined(method)).scaled(power).all()[0];
        assertSame(vectors.scaled(scale).combined(method), expected, Vectors.norm(expected));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void oneTaskHasItsOwnDirection(Combination method) {
    double[] combined = Vectors.of(new double[] {3, -4, 0}).combined(method);
    double norm = Vectors.norm(combined);
    assertThat(norm).isPositive();
    assertSame(combined, new double[] {0.6 * norm, -0.8 * norm, 0}, norm);
  }

  @ParameterizedTest
  @MethodSource("all")
  void equalTasksHaveTheirCommonDirection(Combination method) {
    double[] one = {3, -4, 0};
    double[] combined = Vectors.of(one, one, one).combined(method);
    double norm = Vectors.norm(combined);
    assertThat(norm).isPositive();
    assertSame(combined, new double[] {0.6 * norm, -0.8 * norm, 0}, norm);
  }

  @ParameterizedTest
  @MethodSource("all")
  void whereNoneIsAtOddsAllGain(Combination method) {
    Vectors vectors =
        Vectors.of(new double[] {2, 0, 0}, new double[] {0, 3, 0}, new double[] {0.5, 0, 1});
    assertThat(Arrays.stream(vectors.with(vectors.combined(method)))).allMatch(gain -> gain > 0);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aTaskWithoutGradientIsAsOneThatIsAbsent(Combination method) {
    double[] zero = new double[3];
    double[] one = {1, 2, -1};
    double[] two = {1, -1, 0.5};
    double[] expected = Vectors.of(one, two).combined(method);
    if (method instanceof GramMethod) {
      assertSame(Vectors.of(one, zero, two).combined(method), expected, Vectors.norm(expected));
    } else {
      assertThat(Vectors.of(one, two, zero).combined(method)).containsExactly(expected);
    }
    assertThat(Vectors.of(zero, zero).combined(method)).containsOnly(0);
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsHardGivesNumbers(Combination method) {
    double[] one = {1, 2, -1};
    double[] opposite = {-1, -2, 1};
    double[] nearly = {1, 2, -1.000001};
    for (Vectors hard :
        List.of(
            Vectors.of(one, opposite),
            Vectors.of(one, opposite, one),
            Vectors.of(one, nearly),
            Vectors.of(nearly, opposite),
            Vectors.of(one, one, opposite, nearly),
            Vectors.of(new double[] {1, 0}, new double[] {-0.5, 0.9}, new double[] {-0.5, -0.9}),
            Vectors.random(1, 5, 3),
            Vectors.random(2, 4, 6).scaled(1e-6, 1, 1e6, 1),
            Vectors.random(3, 4, 6).scaled(1e-9, 1e9, 1, 1e-3))) {
      double[] combined = hard.combined(method);
      double most = Arrays.stream(hard.all()).mapToDouble(Vectors::norm).sum();
      assertThat(Arrays.stream(combined)).allMatch(Double::isFinite);
      assertThat(Vectors.norm(combined)).isLessThan(2000 * (1 + most));
    }
  }

  /** A part in a million, as products of 32-bit floats are. */
  @ParameterizedTest
  @MethodSource("all")
  void roundingOfEqualGradientsIsNoDirection(Combination method) {
    Vectors equal = Vectors.of(new double[] {1, 2}, new double[] {1, 2}, new double[] {2, 4});
    for (double error : new double[] {-3e-7, 3e-7}) {
      double[][] products = equal.gram();
      products[0][1] += error * products[0][1];
      products[1][0] = products[0][1];
      products[1][1] -= error * products[1][1];
      TaskGram gram = new TaskGram(1, List.of("a", "b", "c"), products);
      double[] combined =
          equal.sum(method.begin(Vectors.tasks(3), 1, Optional.empty()).coefficients(gram));
      assertThat(combined[0]).isPositive();
      assertThat(combined[0]).isLessThan(100);
    }
  }
}
