package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RestartsTest {
  @Test
  void delaysGrowByHalfUpToAMinute() {
    Set<Long> failures = new TreeSet<>();
    long now = 1_000_000;
    double expected = 1000;
    for (int i = 0; i < 20; i++) {
      failures.add(now);
      assertThat(Restarts.FOREVER.delayAfter(failures))
          .isEqualTo(Duration.ofMillis(Math.round(expected)));
      now += 90_000;
      expected = Math.min(60_000, 1.5 * expected);
    }
  }

  @Test
  void afterAnHourWithoutAFailureTheyBeginAgain() {
    assertThat(Restarts.FOREVER.delayAfter(Set.of(0L, 10_000L, 20_000L)))
        .isEqualTo(Duration.ofMillis(2250));
    assertThat(Restarts.FOREVER.delayAfter(Set.of(0L, 10_000L, 20_000L, 5_000_000L)))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aFewTriesAreASecondApart() {
    assertThat(Restarts.FEW.delayAfter(Set.of(0L))).isEqualTo(Duration.ofSeconds(1));
    assertThat(Restarts.FEW.delayAfter(Set.of(0L, 10_000L, 20_000L)))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void failuresDuringADelayAreOne() {
    assertThat(Restarts.FOREVER.delayAfter(Set.of(0L, 200L, 400L)))
        .isEqualTo(Duration.ofSeconds(1));
  }
}
