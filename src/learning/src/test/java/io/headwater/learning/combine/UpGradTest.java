package io.headwater.learning.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UpGradTest {
  private final UpGrad method = new UpGrad(Gradients.PARAMETERS);

  @Test
  void noTaskIsAtOddsWithTheResult() {
    for (int seed = 0; seed < 100; seed++) {
      Vectors vectors = Vectors.random(seed, 2 + seed % 5, 8).scaled(1 + seed);
      double[] combined = vectors.combined(method);
      double norm = Vectors.norm(combined);
      for (double[] gradient : vectors.all()) {
        assertThat(Matrix.inner(gradient, combined))
            .isGreaterThan(-1e-9 * norm * Vectors.norm(gradient));
      }
    }
  }

  /** Onto the normal plane of the only other one: (1, 0) + (-1, 1) / 2 and (-1, 1) + (1, 0). */
  @Test
  void ofTwoItIsPcGrad() {
    Vectors vectors = Vectors.of(new double[] {1, 0}, new double[] {-1, 1});
    assertThat(vectors.combined(method)).containsExactly(new double[] {0.5, 1.5}, within(1e-9));
  }

  @Test
  void whereNoneIsAtOddsItIsTheSum() {
    Vectors vectors = Vectors.of(new double[] {1, 0}, new double[] {1, 2}, new double[] {0, 3});
    assertThat(vectors.combined(method)).containsExactly(new double[] {2, 5}, within(1e-12));
  }

  /**
   * The projection onto the cone of what has no negative product with any: the rest is at right
   * angles to it, and a sum of the gradients with coefficients under 0.
   */
  @Test
  void eachIsProjectedOntoTheDualCone() {
    for (int seed = 0; seed < 50; seed++) {
      Vectors vectors = Vectors.random(seed, 4, 6);
      double[][] gram = vectors.gram();
      double[] added =
          NonNegative.minimum(gram, Arrays.stream(gram[0]).map(product -> -product).toArray());
      double[] coefficients = added.clone();
      coefficients[0] += 1;
      double[] projection = vectors.sum(coefficients);
      double[] products = vectors.with(projection);
      for (int i = 0; i < products.length; i++) {
        assertThat(added[i]).isNotNegative();
        assertThat(products[i]).isGreaterThan(-1e-9);
        assertThat(products[i] * added[i]).isCloseTo(0, within(1e-9));
      }
    }
  }
}
