package io.headwater.learning.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MgdaTest {
  private final Mgda method = new Mgda(Gradients.PARAMETERS);

  /** Of (1, 1) and (1, -3) that is (1, 0); of (1, 0) and (2, 1) it is the first one. */
  @Test
  void ofTwoItIsThePointOfTheirSegmentNextToZero() {
    double[] inside =
        method.coefficients(Vectors.of(new double[] {1, 1}, new double[] {1, -3}).gram());
    assertThat(inside).containsExactly(new double[] {0.75, 0.25}, within(1e-12));
    double[] atAnEnd =
        method.coefficients(Vectors.of(new double[] {1, 0}, new double[] {2, 1}).gram());
    assertThat(atAnEnd).containsExactly(new double[] {1, 0}, within(1e-12));
  }

  /** As the shortest point of a convex set: nothing in the set lies before its normal plane. */
  @Test
  void ofManyItIsTheShortestConvexCombination() {
    for (int seed = 0; seed < 100; seed++) {
      Vectors vectors = Vectors.random(seed, 2 + seed % 5, 8);
      double[] coefficients = method.coefficients(vectors.gram());
      double[] shortest = vectors.sum(coefficients);
      double square = Matrix.inner(shortest, shortest);
      double[] products = vectors.with(shortest);
      assertThat(Arrays.stream(coefficients).sum()).isCloseTo(1, within(1e-12));
      for (int i = 0; i < products.length; i++) {
        assertThat(coefficients[i]).isNotNegative();
        assertThat(products[i]).isGreaterThan(square - 1e-9);
        if (coefficients[i] > 1e-9) {
          assertThat(products[i]).isCloseTo(square, within(1e-9));
        }
      }
    }
  }

  @Test
  void whereNoDirectionServesAllThereIsNone() {
    Vectors around =
        Vectors.of(new double[] {1, 0}, new double[] {-0.5, 0.9}, new double[] {-0.5, -0.9});
    assertThat(Vectors.norm(around.combined(method))).isLessThan(1e-6);
  }

  @Test
  void overFeaturesItIsTheUpperBound() {
    assertThat(method.kind()).isEqualTo("mgda");
    assertThat(new Mgda(Gradients.FEATURES).kind()).isEqualTo("mgda-ub");
  }
}
