package io.headwater.learning.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Figure 4 of Oza and Russell, worked by hand for two members. */
@NullUnmarked
class BoostingTest {
  @Test
  void anExampleFallsWhereAMemberIsRightAndRisesWhereItIsWrong() {
    Boosting.Step first = Boosting.begun(2).step(new boolean[] {true, false});
    assertThat(first.means()).containsExactly(1, 1 / (2 * 1.0));
    assertThat(first.next()).isEqualTo(new Boosting(1, new double[] {1, 0}, new double[] {0, 0.5}));

    Boosting.Step second = first.next().step(new boolean[] {false, true});
    assertThat(second.means()).containsExactly(1, 2 / (2 * 1.0));
    assertThat(second.next())
        .isEqualTo(new Boosting(2, new double[] {1, 1}, new double[] {1, 0.5}));

    Boosting.Step third = second.next().step(new boolean[] {true, true});
    assertThat(third.means()).containsExactly(1, 3 / (2 * 2.0));
    assertThat(third.next())
        .isEqualTo(new Boosting(3, new double[] {2, 1.75}, new double[] {1, 0.5}));

    Boosting.Step fourth = third.next().step(new boolean[] {false, false});
    assertThat(fourth.means()).containsExactly(1, 4 / (2 * 2.0));
    assertThat(fourth.next())
        .isEqualTo(new Boosting(4, new double[] {2, 1.75}, new double[] {2, 1.5}));
  }

  @Test
  void whoIsRightMoreOftenCountsForMore() {
    Boosting known = new Boosting(20, new double[] {8, 4, 2}, new double[] {2, 4, 11});
    assertThat(known.weights()[0]).isCloseTo(Math.log(9 / 3.0), within(1e-12));
    assertThat(known.weights()[1]).isZero();
    assertThat(known.weights()[2]).isZero();
  }

  @Test
  void aStepLeavesWhatWasKnownAsItWas() {
    Boosting known = Boosting.begun(1);
    known.step(new boolean[] {true});
    assertThat(known).isEqualTo(Boosting.begun(1));
  }
}
