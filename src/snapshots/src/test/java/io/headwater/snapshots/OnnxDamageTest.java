package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.headwater.learning.learner.Lineage;
import io.headwater.learning.model.Architecture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Apart from {@link OnnxCheckTest}, as it takes long. */
class OnnxDamageTest {
  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of(Named.of("LeNet", Models.LENET)),
        Arguments.of(Named.of("decoder", MapModels.DECODER)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void anyByteFlippedInTheGraphIsTakenOrRefusedButNeverAnotherError(Architecture model) {
    byte[] whole = Models.payload(model, 1);
    Snapshot first = Models.snapshot(Models.provenance("fashion", 1, model, Lineage.EMPTY), whole);
    for (int at = 0; at < whole.length; at += at < 3_000 ? 1 : 1_997) {
      for (int flip : new int[] {0x01, 0x08, 0x80}) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) flip;
        Snapshot damaged = new Snapshot(first.manifest(), flipped);
        assertThatCode(
                () -> {
                  try {
                    OnnxCheck.of(damaged, ModelLimits.DEFAULT);
                  } catch (RefusedModelException refused) {
                    assertThat(refused.getMessage()).hasSizeLessThanOrEqualTo(Excerpt.MAX_LENGTH);
                  }
                })
            .as("byte %d, flip %02x", at, flip)
            .doesNotThrowAnyException();
      }
    }
  }
}
