package io.headwater.learning.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonTest {
  private static final int DRAWS = 20_000;

  private static LongStream draws(double mean) {
    return LongStream.range(0, DRAWS).map(seed -> Poisson.draw(mean, 31 * seed));
  }

  /** exp(-1) / k! */
  @Test
  void ofMeanOneHasTheSharesOfItsFormula() {
    double factorial = 1;
    for (int k = 0; k < 5; k++) {
      factorial *= Math.max(1, k);
      int wanted = k;
      double share = draws(1).filter(draw -> draw == wanted).count() / (double) DRAWS;
      assertThat(share).as("of %d", k).isCloseTo(Math.exp(-1) / factorial, within(0.012));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 7, 32, 100})
  void itsMeanAndItsVarianceAreAlike(double mean) {
    double average = draws(mean).average().orElseThrow();
    double variance =
        draws(mean).mapToDouble(draw -> (draw - average) * (draw - average)).sum() / DRAWS;
    assertThat(average).isCloseTo(mean, within(0.04 * Math.sqrt(mean) + 1e-12));
    assertThat(variance).isCloseTo(mean, within(0.05 * mean + 1e-12));
  }

  @Test
  void theSameSeedGivesTheSameNumber() {
    assertThat(draws(2.5).toArray()).isEqualTo(draws(2.5).toArray());
  }
}
