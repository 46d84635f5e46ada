package io.headwater.snapshots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.learner.Lineage;
import io.headwater.learning.task.Task;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a manifest can't say. */
class ManifestChecksTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @ValueSource(longs = {0, -1, -1_000})
  void versionsBeginWithOne(long version) {
    assertRefused(
        () -> Models.provenance(version), "snapshot version is " + version + "; it must be over 0");
    assertThat(Models.provenance(1).version()).isEqualTo(1);
  }

  @Test
  void stepsBeginWithZero() {
    assertRefused(() -> provenance("fashion", -1, Models.TASKS), "step is -1");
    assertThat(provenance("fashion", 0, Models.TASKS).step()).isZero();
  }

  @Test
  void aModelHasANameAndATask() {
    assertRefused(() -> provenance("", 1, Models.TASKS), "must have a name");
    assertRefused(() -> provenance("fashion", 1, List.of()), "at least one task");
  }

  @Test
  void aPayloadIsOnnxAndHasBytesAndChunks() {
    assertThat(new PayloadDigest("onnx", 1, DIGEST, List.of(DIGEST)).bytes()).isEqualTo(1);
    assertRefused(
        () -> new PayloadDigest("onnx2", 1, DIGEST, List.of(DIGEST)), "payload format is 'onnx2'");
    assertRefused(() -> new PayloadDigest("onnx", 0, DIGEST, List.of(DIGEST)), "length is 0");
    assertRefused(() -> new PayloadDigest("onnx", 1, DIGEST, List.of()), "at least one chunk");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "not hexadecimal", "0123456789ABCDEF"})
  void digestsHave64LowerCaseHexadecimalDigits(String part) {
    String other = part.repeat(4);
    String message = "digest '" + other + "' must have 64 lower-case hexadecimal digits";
    assertRefused(() -> new PayloadDigest("onnx", 1, other, List.of(DIGEST)), message);
    assertRefused(() -> new PayloadDigest("onnx", 1, DIGEST, List.of(DIGEST, other)), message);
  }

  @Test
  void anExcerptIsNeverLongerThanItsLimit() {
    String longest = "a".repeat(Excerpt.MAX_LENGTH);
    assertThat(Excerpt.of(longest)).isEqualTo(longest);
    assertThat(Excerpt.of(longest + "b"))
        .hasSize(Excerpt.MAX_LENGTH)
        .startsWith("a".repeat(400))
        .endsWith("aaa... (501 characters)");
  }

  @Test
  void anExcerptDoesNotSplitACharacter() {
    String smiles = "\uD83D\uDE00".repeat(400);
    String oneAtTheCut = "a".repeat(479) + smiles.substring(0, 2) + "a".repeat(320);
    for (String text : List.of(smiles, "a" + smiles, oneAtTheCut)) {
      String excerpt = Excerpt.of(text);
      assertThat(UTF_8.newEncoder().canEncode(excerpt)).as(excerpt).isTrue();
      assertThat(excerpt).hasSizeBetween(Excerpt.MAX_LENGTH - 1, Excerpt.MAX_LENGTH);
    }
  }

  private static Provenance provenance(String model, long step, List<Task> tasks) {
    Provenance usual = Models.provenance("fashion", 1, Models.LENET, Lineage.EMPTY);
    return Models.with(usual, model, step, tasks);
  }

  private static void assertRefused(ThrowingCallable making, String message) {
    assertThatThrownBy(making)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
