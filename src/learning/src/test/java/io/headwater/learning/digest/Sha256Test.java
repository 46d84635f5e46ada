package io.headwater.learning.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256Test {
  @Test
  void digestsAreThoseOfTheStandard() {
    assertThat(Sha256.hex(""))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Sha256.hex("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @ParameterizedTest
  @ValueSource(ints = {(1 << 20) - 1, 1 << 20, (1 << 20) + 1, (2 << 20) + 7})
  void bytesAreDigestedFromTheirPositionToTheirLimitAndLeftAsTheyAre(int length) {
    byte[] bytes = new byte[length + 5];
    new Random(1).nextBytes(bytes);
    ByteBuffer part = ByteBuffer.wrap(bytes, 3, length);

    var expected = Sha256.digest();
    expected.update(bytes, 3, length);

    assertThat(Sha256.of(part)).isEqualTo(expected.digest()).hasSize(Sha256.BYTES);
    assertThat(part.remaining()).isEqualTo(length);
  }
}
