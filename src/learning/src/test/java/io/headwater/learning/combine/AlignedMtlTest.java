package io.headwater.learning.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AlignedMtlTest {
  private final AlignedMtl method = new AlignedMtl(Gradients.PARAMETERS);

  /** Orthogonal ones of lengths 3 and 1 are both made as long as the shorter. */
  @Test
  void scalesComponentsToTheShortest() {
    Vectors vectors = Vectors.of(new double[] {3, 0}, new double[] {0, 1});
    assertThat(vectors.combined(method)).containsExactly(new double[] {1, 1}, within(1e-12));
  }

  /**
   * Their components are (2, 0) and (0, 1); both of length 1 the gradients are (1, 1) and (1, -1).
   */
  @Test
  void componentsAreNotTheGradientsThemselves() {
    Vectors vectors = Vectors.of(new double[] {2, 1}, new double[] {2, -1});
    assertThat(vectors.combined(method)).containsExactly(new double[] {2, 0}, within(1e-12));
  }

  /**
   * The aligned gradients, all of one length and orthogonal to each other, add up: the result has
   * the squared norm of that many, and with them the least distance to the given ones.
   */
  @Test
  void theAlignedSystemHasTheConditionNumberOne() {
    for (int seed = 0; seed < 50; seed++) {
      int tasks = 2 + seed % 4;
      Vectors vectors = Vectors.random(seed, tasks, 9);
      double least =
          Eigenvectors.of(vectors.gram()).stream()
              .mapToDouble(Eigenvectors.Pair::value)
              .min()
              .orElseThrow();
      double[] combined = vectors.combined(method);
      assertThat(Matrix.inner(combined, combined)).isCloseTo(tasks * least, within(1e-9));
    }
  }

  @Test
  void eigenvectorsAreOrthogonalAndStretchedByTheirValues() {
    for (int seed = 0; seed < 50; seed++) {
      double[][] gram = Vectors.random(seed, 2 + seed % 6, 4).scaled(1e3).gram();
      var pairs = Eigenvectors.of(gram);
      for (var pair : pairs) {
        double[] stretched = Matrix.times(gram, pair.vector());
        for (int i = 0; i < stretched.length; i++) {
          assertThat(stretched[i]).isCloseTo(pair.value() * pair.vector()[i], within(1e-6));
        }
        for (var other : pairs) {
          assertThat(Matrix.inner(pair.vector(), other.vector()))
              .isCloseTo(pair == other ? 1 : 0, within(1e-9));
        }
      }
    }
  }
}
