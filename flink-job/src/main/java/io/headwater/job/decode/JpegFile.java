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
  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

  private final byte[] file;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
  private int keptFrom;
  private @Nullable Orientation orientation;

  /**
   * @throws UnacceptableException if the file does not begin as a JPEG file does, or ends before
   *     its first scan: the JDK's reader would take that for tables, and go on to an image after it
   */
  JpegFile(String name, byte[] file) throws UnacceptableException {
    this.file = file;
    JpegMarkers markers = new JpegMarkers(file);
    if (!markers.next()
        || markers.start() > 0
        || markers.end() != 2
        || markers.type() != JpegMarkers.START_OF_IMAGE) {
      throw unreadable(
          name, "it does not begin as a JPEG file does, but with " + FirstBytes.of(file));
    }
    while (markers.next() && markers.type() != JpegMarkers.START_OF_SCAN) {
      if (markers.type() == JpegMarkers.END_OF_IMAGE) {
        throw unreadable(name, "it ends before its first scan, at byte " + markers.start());
      }
      takeSegment(markers);
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

  private void takeSegment(JpegMarkers segment) {
    if (segment.type() == APP1 && orientation == null && holds(segment, EXIF)) {
      int tiff = segment.content() + EXIF.length;
      orientation = ExifTags.orientation(Arrays.copyOfRange(file, tiff, segment.end()));
    } else if (segment.type() == APP2 && holds(segment, PROFILE)) {
      kept.write(file, keptFrom, segment.start() - keptFrom);
      keptFrom = segment.end();
    }
  }

  private boolean holds(JpegMarkers segment, byte[] start) {
    int from = segment.content();
    return segment.end() - from >= start.length
        && Arrays.equals(file, from, from + start.length, start, 0, start.length);
  }

  private static UnacceptableException unreadable(String name, String why) {
    return new UnacceptableException(
        RejectionReason.UNREADABLE_IMAGE,
        name + " cannot be read as JPEG: " + why + "; send a whole file of one still image");
  }
}
