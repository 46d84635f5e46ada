package io.headwater.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values a key takes, to the last one. */
class OptionTypesTest {
  @ParameterizedTest
  @CsvSource({"1, true", "7, true", "0, false", "8, false", "1.5, false", "'''1''', false"})
  void wholeNumbersHaveALeastAndAMost(String yaml, boolean taken) {
    assertThat(takes(OptionTypes.wholeNumber(1, 7), yaml)).isEqualTo(taken);
    assertThat(takes(OptionTypes.integer(1, 7), yaml)).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, false", "3, true", "0, false", "4, false"})
  void oneOfTwoNumbersIsNoneBetween(String yaml, boolean taken) {
    assertThat(takes(OptionTypes.oneOf(1, 3), yaml)).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({"1e-300, true", "999999.9, true", "0, false", "-1, false", "1000000, false"})
  void positiveNumbersAreOverZeroAndUnderAMillion(String yaml, boolean taken) {
    assertThat(takes(OptionTypes.positiveNumber(), yaml)).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({"none, true", "1e300, true", "0, false", "-1, false", "some, false"})
  void anyNumberOverZeroOrNone(String yaml, boolean taken) {
    assertThat(takes(OptionTypes.positiveNumberOrNone(), yaml)).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "0.999, true", "1, false", "-0.001, false"})
  void fractionsAreFromZeroToUnderOne(String yaml, boolean taken) {
    assertThat(takes(OptionTypes.fractionBelowOne(), yaml)).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, true", "1s, true", "2h, true", "120min, true", "7200s, true",
    "499ms, false", "7200001ms, false", "3h, false", "1, false", "1d, false"
  })
  void durationsHaveALeastAndAMost(String yaml, boolean taken) {
    assertThat(takes(OptionTypes.duration(Duration.ofMillis(500), Duration.ofHours(2)), yaml))
        .isEqualTo(taken);
  }

  @Test
  void durationsAreSaidInTheLargestUnitThatIsWhole() {
    assertThat(OptionTypes.duration(Duration.ofMillis(1500), Duration.ofHours(2)).expectation())
        .startsWith("a duration from 1500ms to 2h,");
    assertThat(OptionTypes.duration(Duration.ofSeconds(1), Duration.ofSeconds(3601)).expectation())
        .startsWith("a duration from 1s to 3601s,");
  }

  @ParameterizedTest
  @CsvSource({
    "1024, 1024", "1024B, 1024", "1KiB, 1024", "2MiB, 2097152", "2097152, 2097152",
    "1023, ", "2097153, ", "2049KiB, ", "1GiB, ", "1kB, "
  })
  void sizesHaveALeastAndAMost(String yaml, Integer bytes) {
    assertThat(OptionTypes.bytes("1KiB", "2MiB").read(YamlTree.parse("test", yaml)).orElse(null))
        .isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[a] | true",
        "[a, b] | true",
        "[] | false",
        "[a, a] | false",
        "[a, 1] | false",
        "a | false",
        "'{a: b}' | false"
      })
  void listsHaveALeastLengthAndNothingTwice(String yaml, boolean taken) {
    assertThat(takes(OptionTypes.listOf(OptionTypes.text(), 1), yaml)).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{a: b, c: 1, d: true}' | true", "{} | true", "'{a: [b]}' | false",
        "'{a: null}' | false", "[a] | false", "a | false"
      })
  void propertiesAreOfPlainValues(String yaml, boolean taken) {
    assertThat(takes(OptionTypes.properties(), yaml)).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({"a, true", "'\"1\"', true", "1, false", "'\" \"', false", "'\"\"', false"})
  void textIsNotBlank(String yaml, boolean taken) {
    assertThat(takes(OptionTypes.text(), yaml)).isEqualTo(taken);
  }

  private static boolean takes(OptionType<?> type, String yaml) {
    return type.read(YamlTree.parse("test", yaml)).isPresent();
  }
}
