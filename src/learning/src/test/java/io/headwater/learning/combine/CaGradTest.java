package io.headwater.learning.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CaGradTest {
  private static final double C = 0.5;
  private static final CaGrad METHOD = new CaGrad(C, Gradients.PARAMETERS);

  private static double worst(Vectors vectors, double[] direction) {
    return Arrays.stream(vectors.with(direction)).min().orElseThrow();
  }

  private static double[] mean(Vectors vectors) {
    double[] shares = new double[vectors.all().length];
    Arrays.fill(shares, 1.0 / shares.length);
    return vectors.sum(shares);
  }

  /** In the plane the ball is a disc, whose border is searched. */
  @Test
  void noDirectionInTheBallServesTheWorstTaskBetter() {
    for (int seed = 0; seed < 30; seed++) {
      Vectors vectors = Vectors.random(seed, 2 + seed % 3, 2);
      int tasks = vectors.all().length;
      double[] mean = mean(vectors);
      double radius = C * Vectors.norm(mean);
      double best = Double.NEGATIVE_INFINITY;
      for (double angle = 0; angle < 2 * Math.PI; angle += 1e-4) {
        double[] onBorder = {
          mean[0] + radius * Math.cos(angle), mean[1] + radius * Math.sin(angle)
        };
        best = Math.max(best, worst(vectors, onBorder));
      }
      double[] combined = vectors.combined(METHOD);
      double[] direction = {combined[0] / tasks, combined[1] / tasks};
      double away = Math.hypot(direction[0] - mean[0], direction[1] - mean[1]);
      assertThat(away).isLessThan(radius * (1 + 1e-9));
      if (best > 0) {
        assertThat(worst(vectors, direction)).isBetween(best - 1e-9, best + 1e-4);
      }
    }
  }

  /** The minimum of the dual is the maximum of the primal, with no gap between them. */
  @Test
  void inMoreDimensionsTheDualHasTheSameValue() {
    for (int seed = 0; seed < 50; seed++) {
      Vectors vectors = Vectors.random(seed, 2 + seed % 4, 7);
      int tasks = vectors.all().length;
      double radius = C * Vectors.norm(mean(vectors));
      double[] worst = new WorstMixture(vectors.gram(), radius).weights();
      double[] mixture = vectors.sum(worst);
      double dual =
          Matrix.inner(mixture, mean(vectors)) + radius * Math.sqrt(Matrix.inner(mixture, mixture));
      double[] combined = vectors.combined(METHOD);
      double primal = worst(vectors, combined) / tasks;
      assertThat(Arrays.stream(worst).sum()).isCloseTo(1, within(1e-12));
      assertThat(Arrays.stream(worst)).allMatch(weight -> weight > -1e-15);
      assertThat(primal).isCloseTo(dual, within(1e-9));
    }
  }

  @Test
  void withoutARadiusItIsTheSum() {
    Vectors vectors = Vectors.random(1, 3, 4);
    double[] combined = vectors.combined(new CaGrad(0, Gradients.PARAMETERS));
    assertThat(combined).containsExactly(vectors.sum(new double[] {1, 1, 1}), within(1e-12));
  }

  @Test
  void refusesARadiusThatReachesZero() {
    assertThatThrownBy(() -> new CaGrad(1, Gradients.PARAMETERS))
        .hasMessage("c is 1.0; it must be from 0 to under 1");
  }
}
