package io.headwater.job.decode;

/**
 * Walks the markers of a JPEG file as libjpeg walks them (ITU-T T.81, annex B; jdmarker.c), so that
 * it finds no segment and no scan that isn't found here. What is between markers is passed over, as
 * are the data of a scan. Costs a look at each byte.
 */
final class JpegMarkers {
  static final int START_OF_IMAGE = 0xd8;
  static final int END_OF_IMAGE = 0xd9;
  static final int START_OF_SCAN = 0xda;

  private static final int PREFIX = 0xff;

  /** Markers up to this one, and from the first restart to the end, stand alone. */
  private static final int LAST_RESERVED = 0xbf;

  private static final int FIRST_RESTART = 0xd0;
  private static final int LENGTH_BYTES = 2;

  private final byte[] file;
  private int start;
  private int data;
  private int end;

  JpegMarkers(byte[] file) {
    this.file = file;
  }

  /** Goes on to the next marker, the first one at first; false if none comes. */
  boolean next() {
    int at = end;
    start = at;
    while (at < file.length) {
      if (byteAt(at) != PREFIX) {
        at++;
        start = at;
      } else if (byteAt(at + 1) == 0) {
        at += 2;
        start = at;
      } else if (byteAt(at + 1) == PREFIX) {
        at++;
      } else {
        data = at + 2;
        end =
            isAlone() ? data : data + Math.max(LENGTH_BYTES, byteAt(data) << 8 | byteAt(data + 1));
        return true;
      }
    }
    return false;
  }

  /** The marker's second byte. */
  int type() {
    return byteAt(data - 1);
  }

  /** Where it begins, with the bytes 0xff that fill up before it. */
  int start() {
    return start;
  }

  /** Where what follows its length begins; only of those that have one. */
  int content() {
    return data + LENGTH_BYTES;
  }

  /** Where its segment ends, in the file; that of a scan, where its data begin. */
  int end() {
    return Math.min(end, file.length);
  }

  /** Whether no length follows: restarts, the start and the end, and what the standard reserves. */
  boolean isAlone() {
    return type() <= LAST_RESERVED || (type() >= FIRST_RESTART && type() <= END_OF_IMAGE);
  }

  /** A byte of what follows its length; 0 beyond the end of the file. */
  int contentByte(int index) {
    return byteAt(content() + index);
  }

  private int byteAt(int at) {
    return at < file.length ? file[at] & 0xff : 0;
  }
}
