package io.headwater.job.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The tags of an image file's Exif data (Exif 2.32, section 4.5; TIFF 6.0, section 2). */
final class ExifTags {
  private static final byte[] LITTLE_ENDIAN = {'I', 'I', 42, 0};
  private static final byte[] BIG_ENDIAN = {'M', 'M', 0, 42};
  private static final int ENTRY_BYTES = 12;
  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;

  private ExifTags() {}

  /**
   * The orientation that the first directory holds. As in most viewers, what is missing or damaged
   * leaves the image upright.
   *
   * @param tiff from its byte order on
   */
  static Orientation orientation(byte[] tiff) {
    ByteBuffer buffer = ByteBuffer.wrap(tiff);
    if (begins(tiff, LITTLE_ENDIAN)) {
      buffer.order(ByteOrder.LITTLE_ENDIAN);
    } else if (!begins(tiff, BIG_ENDIAN)) {
      return Orientation.UPRIGHT;
    }
    long directory = tiff.length < 8 ? tiff.length : buffer.getInt(4) & 0xffff_ffffL;
    if (directory > tiff.length - 2) {
      return Orientation.UPRIGHT;
    }
    int entries = buffer.getShort((int) directory) & 0xffff;
    int at = (int) directory + 2;
    for (int i = 0; i < entries && at <= tiff.length - ENTRY_BYTES; i++, at += ENTRY_BYTES) {
      if ((buffer.getShort(at) & 0xffff) == ORIENTATION) {
        return value(buffer, at);
      }
    }
    return Orientation.UPRIGHT;
  }

  private static Orientation value(ByteBuffer buffer, int entry) {
    boolean oneShort = buffer.getShort(entry + 2) == SHORT && buffer.getInt(entry + 4) == 1;
    return oneShort ? Orientation.ofTag(buffer.getShort(entry + 8)) : Orientation.UPRIGHT;
  }

  private static boolean begins(byte[] tiff, byte[] start) {
    return tiff.length >= start.length
        && Arrays.equals(tiff, 0, start.length, start, 0, start.length);
  }
}
