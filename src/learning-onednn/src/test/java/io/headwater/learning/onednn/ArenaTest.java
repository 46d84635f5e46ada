package io.headwater.learning.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.engine.NeedsOneDnn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsOneDnn
class ArenaTest {
  /** oneDNN's bf16 resampling ended the process where it did not. */
  @ParameterizedTest
  @ValueSource(longs = {1, 64, 1000, 1 << 20, 10_000_000})
  void itsBlockBeginsAtACacheLine(long bytes) {
    try (Arena arena = new Arena()) {
      assertThat(arena.block().address() % 64).isZero();
      arena.reserve(bytes);
      assertThat(arena.block().address() % 64).isZero();
    }
  }
}
