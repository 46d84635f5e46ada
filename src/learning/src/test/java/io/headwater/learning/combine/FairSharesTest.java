package io.headwater.learning.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Nash-MTL and FairGrad. */
class FairSharesTest {
  /** But for what the ridge, a millionth of each gradient's square, has in it. */
  private static void assertSolved(double[][] gram, double[] a, double p) {
    double[] gains = Matrix.times(gram, a);
    for (int i = 0; i < a.length; i++) {
      double expected = Math.pow(a[i], -p);
      assertThat(a[i]).isPositive();
      double magnitudes = 0;
      for (int j = 0; j < a.length; j++) {
        magnitudes += Math.abs(gram[i][j]) * a[j];
      }
      assertThat(gains[i]).isCloseTo(expected, within(2e-6 * magnitudes));
    }
  }

  @Test
  void aBargainGivesInProportionToWhatItTakes() {
    NashMtl method = new NashMtl(Gradients.PARAMETERS);
    for (int seed = 0; seed < 100; seed++) {
      int tasks = 2 + seed % 4;
      Vectors vectors = Vectors.random(seed, tasks, 12);
      assertSolved(vectors.gram(), method.coefficients(vectors.gram()), 1);
      assertThat(Vectors.norm(vectors.combined(method))).isCloseTo(Math.sqrt(tasks), within(1e-4));
    }
  }

  @Test
  void gainsAreFairToTheDegreeAskedFor() {
    for (double alpha : new double[] {0.1, 0.5, 1, 2, 10, 100}) {
      FairGrad method = new FairGrad(alpha, Gradients.PARAMETERS);
      for (int seed = 0; seed < 50; seed++) {
        double[][] gram = Vectors.random(seed, 2 + seed % 4, 12).gram();
        assertSolved(gram, method.coefficients(gram), 1 / alpha);
      }
    }
  }

  @Test
  void lengthsFarApartAreSolvedToo() {
    double[][] far = Vectors.random(1, 4, 12).scaled(1e-6, 1, 1e6, 1e-2).gram();
    assertSolved(far, new NashMtl(Gradients.PARAMETERS).coefficients(far), 1);
    double[][] gram = Vectors.random(1, 4, 12).scaled(1e-2, 1, 1e2, 3).gram();
    assertSolved(gram, new FairGrad(2, Gradients.PARAMETERS).coefficients(gram), 0.5);
  }

  /** 4 a = 1 / a, and 4 a = 1 / sqrt(a). */
  @Test
  void ofOneTask() {
    double[][] gram = {{4}};
    assertThat(new NashMtl(Gradients.PARAMETERS).coefficients(gram)[0])
        .isCloseTo(0.5, within(1e-6));
    assertThat(new FairGrad(2, Gradients.PARAMETERS).coefficients(gram)[0])
        .isCloseTo(Math.pow(4, -2.0 / 3), within(1e-6));
  }

  @Test
  void refusesAnAlphaOutOfRange() {
    assertThatThrownBy(() -> new FairGrad(0, Gradients.PARAMETERS))
        .hasMessage("alpha is 0.0; it must be from 0.1 to 100");
  }
}
