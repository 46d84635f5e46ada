package io.headwater.learning.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ImtlGTest {
  private final ImtlG method = new ImtlG(Gradients.PARAMETERS);

  @Test
  void projectsOntoEachTaskAlike() {
    for (int seed = 0; seed < 50; seed++) {
      Vectors vectors = Vectors.random(seed, 2 + seed % 4, 8).scaled(1 + seed);
      double[] combined = vectors.combined(method);
      double[] products = vectors.with(combined);
      double first = products[0] / Vectors.norm(vectors.all()[0]);
      assertThat(first).isPositive();
      for (int i = 1; i < products.length; i++) {
        assertThat(products[i] / Vectors.norm(vectors.all()[i]))
            .isCloseTo(first, within(1e-9 * first));
      }
    }
  }

  /** Orthogonal ones of lengths 1 and 3: 3/4 and 1/4, so that both parts are as long. */
  @Test
  void coefficientsAddUpToOne() {
    double[][] gram = Vectors.of(new double[] {1, 0}, new double[] {0, 3}).gram();
    assertThat(method.coefficients(gram)).containsExactly(new double[] {0.75, 0.25}, within(1e-12));
  }

  /** A short one that a long one outweighs: their plain sum of coefficients would be negative. */
  @Test
  void neverTurnsAround() {
    Vectors vectors =
        Vectors.of(
            new double[] {1, 0.1, 0}, new double[] {1, -0.1, 0}, new double[] {0.01, 0, 0.001});
    assertThat(Arrays.stream(vectors.with(vectors.combined(method)))).allMatch(gain -> gain > 0);
  }
}
