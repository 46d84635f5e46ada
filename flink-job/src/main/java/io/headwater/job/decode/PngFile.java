package io.headwater.job.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file (ISO/IEC 15948, section 5): checks what the JDK's reader does not, and
 * keeps from it what it would unpack without limit.
 */
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int HEADER_DATA_BYTES = 13;

  /** Length, type and CRC of a chunk. */
  private static final int CHUNK_FRAME_BYTES = 12;

  private static final int FIRST_CHUNK = SIGNATURE.length;
  private static final int AFTER_HEADER = FIRST_CHUNK + CHUNK_FRAME_BYTES + HEADER_DATA_BYTES;

  /** The chunks that pixels are made of. */
  private static final Set<String> PIXEL_CHUNKS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int GREY_ALPHA = 4;

  private static final String ANIMATION_CHUNK = "acTL";

  private final String name;
  private final byte[] file;
  private final ByteBuffer buffer;

  /**
   * Reads no further than the header.
   *
   * @throws UnacceptableException if the file does not begin with a whole header
   */
  PngFile(String name, byte[] file) throws UnacceptableException {
    this.name = name;
    this.file = file;
    this.buffer = ByteBuffer.wrap(file);
    if (file.length < SIGNATURE.length
        || !Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
      throw unreadable("it does not begin as a PNG file does, but with " + FirstBytes.of(file));
    }
    if (file.length < AFTER_HEADER
        || !type(FIRST_CHUNK).equals("IHDR")
        || dataLength(FIRST_CHUNK) != HEADER_DATA_BYTES) {
      throw unreadable("it has no whole header chunk");
    }
    checkCrc(FIRST_CHUNK);
    if (width() < 1 || height() < 1) {
      throw unreadable("its header says " + width() + " x " + height() + " pixels");
    }
  }

  int width() {
    return buffer.getInt(FIRST_CHUNK + 8);
  }

  int height() {
    return buffer.getInt(FIRST_CHUNK + 12);
  }

  /** What a pixel is decoded to, in bytes: three for one of a palette. */
  int bytesOfPixel() {
    int bitDepth = file[FIRST_CHUNK + 16];
    int samples =
        switch (file[FIRST_CHUNK + 17]) {
          case GREY -> 1;
          case GREY_ALPHA -> 2;
          case RGB, PALETTE -> 3;
          default -> 4;
        };
    return bitDepth > Byte.SIZE ? 2 * samples : samples;
  }

  /**
   * The file without the chunks that say nothing of its pixels, such as text and colour profiles.
   *
   * @throws UnacceptableException if a chunk is damaged or missing, or the image is animated
   */
  byte[] pixelsOnly() throws UnacceptableException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    int keptFrom = 0;
    int at = FIRST_CHUNK;
    boolean ended = false;
    while (!ended) {
      int size = chunkSize(at);
      checkCrc(at);
      String type = type(at);
      if (!PIXEL_CHUNKS.contains(type)) {
        checkDroppable(type);
        kept.write(file, keptFrom, at - keptFrom);
        keptFrom = at + size;
      }
      ended = type.equals("IEND");
      at += size;
    }
    if (at != file.length) {
      throw unreadable((file.length - at) + " bytes follow its end");
    }
    if (keptFrom == 0) {
      return file;
    }
    kept.write(file, keptFrom, file.length - keptFrom);
    return kept.toByteArray();
  }

  private void checkDroppable(String type) throws UnacceptableException {
    if (type.equals(ANIMATION_CHUNK)) {
      throw unreadable("it is animated");
    }
    if (Character.isUpperCase(type.charAt(0))) {
      throw unreadable("it has a chunk of unknown type " + Quote.name(type));
    }
  }

  private int chunkSize(int at) throws UnacceptableException {
    if (file.length - at < CHUNK_FRAME_BYTES
        || dataLength(at) < 0
        || dataLength(at) > file.length - at - CHUNK_FRAME_BYTES) {
      throw unreadable("it is truncated: it ends in the middle of a chunk, at byte " + file.length);
    }
    return dataLength(at) + CHUNK_FRAME_BYTES;
  }

  private void checkCrc(int at) throws UnacceptableException {
    CRC32 crc = new CRC32();
    crc.update(file, at + 4, dataLength(at) + 4);
    if ((int) crc.getValue() != buffer.getInt(at + 8 + dataLength(at))) {
      throw unreadable(
          "its chunk " + Quote.name(type(at)) + " at byte " + at + " is damaged: wrong CRC");
    }
  }

  private int dataLength(int at) {
    return buffer.getInt(at);
  }

  private String type(int at) {
    return new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
  }

  private UnacceptableException unreadable(String fault) {
    return new UnacceptableException(
        RejectionReason.UNREADABLE_IMAGE,
        name + " cannot be read as PNG: " + fault + "; send a whole file of one still image");
  }
}
