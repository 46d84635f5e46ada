package io.headwater.job.decode;

/**
 * How much a JPEG file asks of its reader, up to its end, found without decoding.
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

  /** After the precision, the height and the width. */
  private static final int FRAMES_COMPONENTS = 5;

  /**
   * @param name what to call the image in messages
   * @throws UnacceptableException if there are too many segments
   */
  static JpegScans of(String name, byte[] file) throws UnacceptableException {
    int segments = 0;
    int components = 0;
    long scans = 0;
    JpegMarkers markers = new JpegMarkers(file);
    while (markers.next() && markers.type() != JpegMarkers.END_OF_IMAGE) {
      if (markers.isAlone()) {
        continue;
      }
      segments++;
      if (segments > MOST_SEGMENTS) {
        throw new UnacceptableException(
            RejectionReason.IMAGE_TOO_COSTLY,
            name
                + " is a JPEG file of over "
                + MOST_SEGMENTS
                + " segments; save it anew, without its metadata and with fewer scans");
      }
      components = isFrame(markers.type()) ? markers.contentByte(FRAMES_COMPONENTS) : components;
      scans += markers.type() == JpegMarkers.START_OF_SCAN ? markers.contentByte(0) : 0;
    }
    return new JpegScans(components, scans);
  }

  /** Whether it starts a frame, and is not of the same range for another purpose. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }
}
