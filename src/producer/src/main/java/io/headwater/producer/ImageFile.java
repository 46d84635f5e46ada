package io.headwater.producer;

import io.headwater.schema.EncodedImage;
import io.headwater.schema.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/** PNG and JPEG files as events have them. Which of both a file is, its first bytes say. */
final class ImageFile {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();
  private static final byte[] PNG = HEX.parseHex("89 50 4E 47 0D 0A 1A 0A");
  private static final byte[] JPEG = HEX.parseHex("FF D8 FF");

  private ImageFile() {}

  /**
   * @param maxBytes that it may have
   * @throws IOException if it can't be read
   * @throws UnusableImageException if it is too large, or neither PNG nor JPEG
   */
  static EncodedImage read(Path file, int maxBytes) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes);
      if (in.read() >= 0) {
        throw new UnusableImageException(
            "%s has more than %d bytes: make the image smaller".formatted(file, maxBytes));
      }
      return of(file.toString(), bytes);
    }
  }

  /**
   * @param name what to call it in messages
   */
  static EncodedImage of(String name, byte[] bytes) {
    return new EncodedImage(format(name, bytes), ByteBuffer.wrap(bytes));
  }

  private static ImageFormat format(String name, byte[] bytes) {
    if (startsWith(bytes, PNG)) {
      return ImageFormat.PNG;
    }
    if (startsWith(bytes, JPEG)) {
      return ImageFormat.JPEG;
    }
    String begins =
        bytes.length == 0
            ? "is empty"
            : "begins with " + HEX.formatHex(bytes, 0, Math.min(bytes.length, PNG.length));
    throw new UnusableImageException(
        "%s %s, so it is neither PNG nor JPEG: convert it to one of them".formatted(name, begins));
  }

  private static boolean startsWith(byte[] bytes, byte[] beginning) {
    return bytes.length >= beginning.length
        && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
  }
}
