package io.headwater.learning.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PcGradTest {
  private final PcGrad method = new PcGrad(Gradients.PARAMETERS);

  /** Of (1, 0) and (-1, 1): (1, 0) + (-1, 1) / 2 and (-1, 1) + (1, 0). */
  @Test
  void eachOfTwoAtOddsIsProjectedOntoTheOthersNormalPlane() {
    Vectors vectors = Vectors.of(new double[] {1, 0}, new double[] {-1, 1});
    assertThat(vectors.combined(method)).containsExactly(new double[] {0.5, 1.5}, within(1e-12));
  }

  @Test
  void thoseThatAreNotAtOddsAddUp() {
    Vectors vectors = Vectors.of(new double[] {1, 0}, new double[] {1, 2}, new double[] {0, 3});
    assertThat(vectors.combined(method)).containsExactly(new double[] {2, 5}, within(1e-12));
  }

  /** In the plane each order of the two others ends elsewhere. */
  @Test
  void theOrderFollowsFromSeedAndStep() {
    Vectors vectors = Vectors.of(new double[] {1, 0}, new double[] {-1, 1}, new double[] {-2, -1});
    Set<List<Double>> seen = new HashSet<>();
    for (long step = 0; step < 20; step++) {
      double[] combined = combined(vectors, 5, step);
      assertThat(combined(vectors, 5, step)).containsExactly(combined);
      seen.add(List.of(combined[0], combined[1]));
    }
    assertThat(seen).hasSizeGreaterThan(1);
  }

  private double[] combined(Vectors vectors, long seed, long step) {
    return vectors.combined(method.begin(Vectors.tasks(3), seed, Optional.empty()), step);
  }
}
