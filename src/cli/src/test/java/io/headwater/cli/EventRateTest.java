package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventRateTest {
  private static final long SECOND = 1_000_000_000;

  private final EventRate rate = new EventRate(10);

  @Test
  void theFirstTurnIsNowAndTheOthersFollowEvenly() {
    assertThat(rate.turn(5 * SECOND)).isEqualTo(5 * SECOND);
    assertThat(rate.turn(5 * SECOND)).isEqualTo(5 * SECOND + SECOND / 10);
    assertThat(rate.turn(5 * SECOND)).isEqualTo(5 * SECOND + SECOND / 5);
  }

  @Test
  void aStallIsNotCaughtUpWith() {
    assertThat(rate.turn(0)).isZero();
    long late = rate.turn(60 * SECOND);

    assertThat(late).isLessThanOrEqualTo(60 * SECOND);
    assertThat(rate.turn(60 * SECOND)).isEqualTo(late + SECOND / 10).isGreaterThan(60 * SECOND);
  }

  @Test
  void whatASleepOverranByIsMadeUpFor() {
    assertThat(rate.turn(0)).isZero();
    rate.turn(SECOND / 10 + 1_000_000);

    assertThat(rate.turn(SECOND / 10 + 1_000_000)).isEqualTo(SECOND / 5);
  }
}
