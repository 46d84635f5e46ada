package io.headwater.bench.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private final Latencies latencies = new Latencies(List.of(4.0, 1.0, 3.0, 2.0));

  @Test
  void aQuantileIsTheSmallestThatTheShareIsNotOver() {
    assertThat(latencies.quantile(0)).isEqualTo(1);
    assertThat(latencies.median()).isEqualTo(2);
    assertThat(latencies.quantile(0.51)).isEqualTo(3);
    assertThat(latencies.quantile(0.99)).isEqualTo(4);
    assertThat(latencies.max()).isEqualTo(4);
  }

  @Test
  void joinedTheyAreOne() {
    Latencies joined = Latencies.join(List.of(latencies, new Latencies(List.of(9.0))));
    assertThat(joined.median()).isEqualTo(3);
    assertThat(joined.countOver(3)).isEqualTo(2);
  }
}
