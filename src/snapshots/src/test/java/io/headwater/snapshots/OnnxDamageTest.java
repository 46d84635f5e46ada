package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** Apart from {@link OnnxCheckTest}, as it takes long. */
class OnnxDamageTest {
  @Test
  void anyByteFlippedInTheGraphIsTakenOrRefusedButNeverAnotherError() {
    byte[] whole = Payloads.of(model -> {});
    Snapshot first = Models.snapshot(Models.provenance(1), whole);
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
