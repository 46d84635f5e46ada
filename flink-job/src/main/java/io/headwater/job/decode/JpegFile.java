package io.headwater.job.decode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a JPEG file before its first scan (ISO/IEC 10918-1, annex B): which way up the
 * image is seen, and the file without its colour profile, by which the JDK's reader would change
 * the pixels.
 */
final class JpegFile {
  private static final int MARKER = 0xff;
  private static final int TEMPORARY = 0x01;
  private static final int FIRST_RESTART = 0xd0;
  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;
  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

  /** The marker and the length. */
  private static final int SEGMENT_FRAME_BYTES = 4;

  private final byte[] file;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
  private int keptFrom;
  private @Nullable Orientation orientation;

  /**
   * @throws UnacceptableException if the file does not begin as a JPEG file does
   */
  JpegFile(String name, byte[] file) throws UnacceptableException {
    if (file.length < 2 || (file[0] & 0xff) != MARKER || (file[1] & 0xff) != START_OF_IMAGE) {
      throw new UnacceptableException(
          RejectionReason.UNREADABLE_IMAGE,
          name
              + " cannot be read as JPEG: it does not begin as a JPEG file does, but with "
              + FirstBytes.of(file)
              + "; send a whole file of one still image");
    }
    this.file = file;
    int at = 2;
    for (int end = segmentEnd(at); end > at; end = segmentEnd(at)) {
      takeSegment(at, end);
      at = end;
    }
  }

  byte[] withoutProfile() {
    if (keptFrom == 0) {
      return file;
    }
    kept.write(file, keptFrom, file.length - keptFrom);
    keptFrom = file.length;
    return kept.toByteArray();
  }

  /** That of the first Exif segment. */
  Orientation orientation() {
    return orientation == null ? Orientation.UPRIGHT : orientation;
  }

  private void takeSegment(int at, int end) {
    int type = file[at + 1] & 0xff;
    if (type == APP1 && orientation == null && holds(at, end, EXIF)) {
      int tiff = at + SEGMENT_FRAME_BYTES + EXIF.length;
      orientation = ExifTags.orientation(Arrays.copyOfRange(file, tiff, end));
    } else if (type == APP2 && holds(at, end, PROFILE)) {
      kept.write(file, keptFrom, at - keptFrom);
      keptFrom = end;
    }
  }

  /** Where the segment ends; its own place if none is there, and the rest is for the reader. */
  private int segmentEnd(int at) {
    if (file.length - at < SEGMENT_FRAME_BYTES || (file[at] & 0xff) != MARKER) {
      return at;
    }
    int type = file[at + 1] & 0xff;
    if (type == START_OF_SCAN || type == END_OF_IMAGE) {
      return at;
    }
    if (type == MARKER) {
      return at + 1;
    }
    if (type == TEMPORARY || type >= FIRST_RESTART && type <= START_OF_IMAGE) {
      return at + 2;
    }
    int length = (file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff;
    return length >= 2 && length <= file.length - at - 2 ? at + 2 + length : at;
  }

  private boolean holds(int at, int end, byte[] start) {
    int from = at + SEGMENT_FRAME_BYTES;
    return end - from >= start.length
        && Arrays.equals(file, from, from + start.length, start, 0, start.length);
  }
}
