package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QuoteTest {
  @Test
  void aNameIsShownAsItIs() {
    assertThat(Quote.name("Größe 鞋 40")).isEqualTo("'Größe 鞋 40'");
  }

  @Test
  void whatCannotBeSeenIsShownByItsNumber() {
    assertThat(Quote.name("a\n\0\u202eb\ud83d")).isEqualTo("'a\\u000a\\u0000\\u202eb\\ud83d'");
  }

  @Test
  void ofALongNameTheBeginningAndTheLengthAreShown() {
    assertThat(Quote.name("x".repeat(80))).isEqualTo("'" + "x".repeat(80) + "'");
    assertThat(Quote.name("x".repeat(81))).isEqualTo("'" + "x".repeat(80) + "'... (81 characters)");
  }

  @Test
  void whatJustFitsIsShownWhole() {
    String line = "x".repeat(300);
    assertThat(Quote.line(line)).isEqualTo(line);
    assertThat(Quote.line(line + "x")).isEqualTo(line + "...");
    String message = "x".repeat(Quote.MESSAGE_LENGTH);
    assertThat(Quote.message(message)).isEqualTo(message);
    assertThat(Quote.message(message + "x"))
        .isEqualTo("x".repeat(Quote.MESSAGE_LENGTH - 3) + "...");
  }

  @Test
  void aMessageIsOfBoundedBytesWhateverItQuotes() {
    String invalid = "\ufffd".repeat(3_000_000);
    assertThat(Quote.name(invalid).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(600);
    assertThat(Quote.line("\n".repeat(3_000_000))).hasSize(6 * 300 + 3).endsWith("...");
    assertThat(new UnacceptableException(RejectionReason.NOT_AVRO, invalid).getMessage())
        .hasSize(Quote.MESSAGE_LENGTH)
        .endsWith("...");
  }
}
