package io.headwater.job.decode;

/**
 * How much a JPEG file asks of its reader, found without decoding: its markers are walked as
 * libjpeg walks them (ITU-T T.81, annex B; jdmarker.c), so that it finds no scan that isn't counted
 * here. Costs a look at each byte.
 *
 * @param components of the image
 * @param scans over one component each: a scan of three components at once counts three
 */
record JpegScans(int components, long scans) {
  /**
   * The JDK's reader keeps some kinds of segments in a list that it walks through for each new one.
   * Files have some dozens, or hundreds with a large profile or thumbnails.
   */
  static final int MOST_SEGMENTS = 4_096;

  private static final int MARKER = 0xff;

  /** Markers up to this one, and from the first restart to the end, stand alone. */
  private static final int LAST_RESERVED = 0xbf;

  private static final int FIRST_RESTART = 0xd0;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;

  /**
   * @param name what to call the image in messages
   * @throws UnacceptableException if there are too many segments
   */
  static JpegScans of(String name, byte[] file) throws UnacceptableException {
    int segments = 0;
    int components = 0;
    long scans = 0;
    int at = afterMarker(file, 0);
    while (at < file.length) {
      int marker = file[at - 1] & 0xff;
      // What comes before the first scan may be a file of tables only, which the image follows.
      if (marker == END_OF_IMAGE && scans > 0) {
        break;
      }
      if (!isAlone(marker)) {
        segments++;
        if (segments > MOST_SEGMENTS) {
          throw new UnacceptableException(
              RejectionReason.IMAGE_TOO_COSTLY,
              name
                  + " is a JPEG file of over "
                  + MOST_SEGMENTS
                  + " segments; save it anew, without its metadata and with fewer scans");
        }
        components = isFrame(marker) ? byteAt(file, at + 7) : components;
        scans += marker == START_OF_SCAN ? byteAt(file, at + 2) : 0;
        at += Math.max(2, byteAt(file, at) << 8 | byteAt(file, at + 1));
      }
      at = afterMarker(file, at);
    }
    return new JpegScans(components, scans);
  }

  /** Where the bytes that follow the next marker begin; what is between markers is passed over. */
  private static int afterMarker(byte[] file, int from) {
    int at = from;
    while (at < file.length) {
      if (byteAt(file, at) != MARKER) {
        at++;
      } else if (byteAt(file, at + 1) == 0) {
        at += 2;
      } else if (byteAt(file, at + 1) == MARKER) {
        at++;
      } else {
        return at + 2;
      }
    }
    return at;
  }

  /** Whether no length follows: restarts, the start and the end, and what the standard reserves. */
  private static boolean isAlone(int marker) {
    return marker <= LAST_RESERVED || (marker >= FIRST_RESTART && marker <= END_OF_IMAGE);
  }

  /** Whether it starts a frame, and is not of the same range for another purpose. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  /** 0 beyond the end. */
  private static int byteAt(byte[] file, int at) {
    return at < file.length ? file[at] & 0xff : 0;
  }
}
