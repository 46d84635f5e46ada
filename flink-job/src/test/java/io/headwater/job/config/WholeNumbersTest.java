package io.headwater.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0, 9",
    "1, 9",
    "3, 7",
    "0, 1440",
    "1, 24",
    "100, 999",
    "7, 1000",
    "99, 101",
    "500, 1500",
    "123, 456",
    "199, 201",
    "1000, 1999",
    "987, 1234"
  })
  void thePatternIsOfExactlyTheNumbersBetween(long min, long max) {
    Pattern pattern = Pattern.compile(WholeNumbers.pattern(min, max));
    for (long number = 0; number <= 2000; number++) {
      assertThat(pattern.matcher(Long.toString(number)).matches())
          .as("%d in %d to %d by %s", number, min, max, pattern)
          .isEqualTo(number >= min && number <= max);
    }
  }

  @Test
  void wholeDecadesAreShort() {
    assertThat(WholeNumbers.pattern(1, 9_999)).isEqualTo("[1-9]|[1-9]\\d|[1-9]\\d{2}|[1-9]\\d{3}");
  }
}
