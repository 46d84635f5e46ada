package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegFileTest {
  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;

  /** A directory of one entry: the orientation 6. */
  private static final String TURNED = "MM\0*\0\0\0\b\0\1\1\u0012\0\3\0\0\0\1\0\6\0\0";

  private final byte[] plain = new GreyJpeg(8, 8).end();

  @Test
  void aFileWithoutAProfileIsLeftAsItIs() throws UnacceptableException {
    assertThat(new JpegFile("image", plain).withoutProfile()).isSameAs(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\1\1", "\1\1 and its bytes"})
  void aProfileIsTakenOutHoweverShortItIs(String rest) throws UnacceptableException {
    byte[] file = withSegment(plain, APP2, "ICC_PROFILE\0" + rest);
    assertThat(new JpegFile("image", file).withoutProfile()).isEqualTo(plain);
  }

  /** Such as the index of several pictures in a file. */
  @ParameterizedTest
  @ValueSource(strings = {"", "MPF\0", "ICC_PROFILE", "ICC_PROFILED"})
  void otherSegmentsStay(String content) throws UnacceptableException {
    byte[] file = withSegment(plain, APP2, content);
    assertThat(new JpegFile("image", file).withoutProfile()).isEqualTo(file);
  }

  @Test
  void aProfileOfAnotherMarkerIsNone() throws UnacceptableException {
    byte[] file = withSegment(plain, APP1, "ICC_PROFILE\0\1\1");
    assertThat(new JpegFile("image", file).withoutProfile()).isEqualTo(file);
  }

  @Test
  void exifIsFoundBehindOtherSegments() throws UnacceptableException {
    byte[] file = withSegment(plain, APP1, "Exif\0\0" + TURNED);
    file = withSegment(file, APP2, "Exif\0\0" + TURNED.replace('\6', '\3'));
    file = withSegment(file, APP1, "Exif\0");
    file = withSegment(file, APP1, "http://ns.adobe.com/xap/1.0/\0<x/>");
    assertThat(new JpegFile("image", file).orientation()).isEqualTo(Orientation.TO_TURN_RIGHT);
  }

  @Test
  void aFileThatEndsAnywhereIsReadOrRefused() {
    byte[] profile = withSegment(plain, APP2, "ICC_PROFILE\0\1\1");
    byte[] whole = withSegment(profile, APP1, "Exif\0\0" + TURNED);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatCode(
              () -> {
                try {
                  new JpegFile("image", cut).withoutProfile();
                } catch (UnacceptableException refused) {
                  assertThat(refused.reason()).isEqualTo(RejectionReason.UNREADABLE_IMAGE);
                }
              })
          .as("%d bytes", length)
          .doesNotThrowAnyException();
    }
  }

  /** The file with a segment put in at its beginning. */
  private static byte[] withSegment(byte[] jpeg, int marker, String content) {
    byte[] data = content.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(jpeg.length + 4 + data.length)
        .put(jpeg, 0, 2)
        .put(new byte[] {-1, (byte) marker})
        .putShort((short) (2 + data.length))
        .put(data)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }
}
