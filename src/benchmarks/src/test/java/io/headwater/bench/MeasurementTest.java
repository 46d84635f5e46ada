package io.headwater.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  @Test
  void theMedianIsTheMiddleSample() {
    assertThat(Measurement.of(List.of(9.0, 1.0, 2.0), "ms"))
        .isEqualTo(new Measurement(2, 1, 9, "ms"));
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
    assertThat(Measurement.of(List.of(4.0, 1.0, 2.0, 9.0), "ms"))
        .isEqualTo(new Measurement(3, 1, 9, "ms"));
  }

  @Test
  void withoutSamplesThereIsNone() {
    assertThatThrownBy(() -> Measurement.of(List.of(), "ms")).hasMessage("there are no samples");
  }
}
