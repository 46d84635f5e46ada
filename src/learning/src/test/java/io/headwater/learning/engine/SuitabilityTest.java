package io.headwater.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SuitabilityTest {
  @Test
  void anEngineOfDegreeZeroCanRun() {
    assertThat(Suitability.of(0).canRun()).isTrue();
    assertThat(Suitability.of(7).canRun()).isTrue();
    assertThat(Suitability.none("no AVX2").canRun()).isFalse();
  }

  @Test
  void aReasonIsGivenWhereItCantAndOnlyThere() {
    assertThatThrownBy(() -> Suitability.none("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Suitability(0, "why"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a reason is needed under 0, and only there; degree 0, 'why'");
  }
}
