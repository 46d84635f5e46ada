package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemoryImageStreamTest {
  private final MemoryImageStream stream = new MemoryImageStream();

  @Test
  void aFileIsReadByteByByteToItsEnd() throws IOException {
    stream.open(new byte[] {1, -1});
    assertThat(stream.length()).isEqualTo(2);
    assertThat(stream.read()).isEqualTo(1);
    assertThat(stream.read()).isEqualTo(255);
    assertThat(stream.getStreamPosition()).isEqualTo(2);
    assertThat(stream.read()).isEqualTo(-1);
  }

  @Test
  void aFileIsReadInPartsToItsEnd() throws IOException {
    stream.open(new byte[] {1, 2, 3});
    byte[] part = new byte[4];
    assertThat(stream.read(part, 1, 2)).isEqualTo(2);
    assertThat(stream.read(part, 0, 0)).isZero();
    assertThat(stream.read(part, 0, 4)).isEqualTo(1);
    assertThat(part).containsExactly(3, 1, 2, 0);
    assertThat(stream.read(part, 0, 4)).isEqualTo(-1);
    assertThat(stream.read(part, 0, 0)).isZero();
  }

  @Test
  void theNextFileBeginsAtItsBeginning() throws IOException {
    stream.open(new byte[] {1, 2});
    stream.read();
    stream.open(new byte[] {3});
    assertThat(stream.read()).isEqualTo(3);
    assertThat(stream.getStreamPosition()).isEqualTo(1);
  }
}
