package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExifTagsTest {
  private static final int WIDTH = 0x0100;
  private static final int ORIENTATION = 0x0112;

  @Test
  void theLastEntryMayEndTheData() {
    assertThat(orientation("MM", 2, WIDTH, ORIENTATION)).isEqualTo(Orientation.TO_TURN_RIGHT);
  }

  @Test
  void whatFollowsTheDirectoryIsNoEntry() {
    assertThat(orientation("MM", 1, WIDTH, ORIENTATION)).isEqualTo(Orientation.UPRIGHT);
    assertThat(orientation("MM", 0, ORIENTATION)).isEqualTo(Orientation.UPRIGHT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"II", "XX", "MI"})
  void anotherByteOrderThanThatOfTheNumbersIsPassedOver(String order) {
    assertThat(orientation(order, 1, ORIENTATION)).isEqualTo(Orientation.UPRIGHT);
  }

  @Test
  void dataThatEndInAnEntryLoseIt() {
    byte[] whole = tiff("MM", 1, ORIENTATION);
    assertThat(ExifTags.orientation(whole)).isEqualTo(Orientation.TO_TURN_RIGHT);
    for (int length = 0; length < whole.length; length++) {
      assertThat(ExifTags.orientation(Arrays.copyOf(whole, length)))
          .as("%d bytes", length)
          .isEqualTo(Orientation.UPRIGHT);
    }
  }

  private static Orientation orientation(String order, int count, int... tags) {
    return ExifTags.orientation(tiff(order, count, tags));
  }

  /** Big-endian whatever the order says; each entry is one short, 6. */
  private static byte[] tiff(String order, int count, int... tags) {
    ByteBuffer tiff = ByteBuffer.allocate(10 + 12 * tags.length);
    tiff.put((byte) order.charAt(0)).put((byte) order.charAt(1)).putShort((short) 42).putInt(8);
    tiff.putShort((short) count);
    for (int tag : tags) {
      tiff.putShort((short) tag)
          .putShort((short) 3)
          .putInt(1)
          .putShort((short) 6)
          .putShort((short) 0);
    }
    return tiff.array();
  }
}
