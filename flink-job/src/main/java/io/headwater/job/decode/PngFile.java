package io.headwater.job.decode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file (ISO/IEC 15948, section 5). Those that say nothing of its pixels, such
 * as text and colour profiles, are passed over; only their checksums must be right.
 */
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** Length, type and CRC of a chunk. */
  private static final int CHUNK_FRAME_BYTES = 12;

  private static final int FIRST_CHUNK = SIGNATURE.length;
  private static final int AFTER_HEADER = FIRST_CHUNK + CHUNK_FRAME_BYTES + PngHeader.DATA_BYTES;
  private static final byte[] NO_DATA = new byte[0];

  private static final int HEADER = type("IHDR");
  private static final int PALETTE = type("PLTE");
  private static final int TRANSPARENCY = type("tRNS");
  private static final int EXIF = type("eXIf");
  private static final int PIXELS = type("IDAT");
  private static final int ANIMATION = type("acTL");
  private static final int END = type("IEND");

  /** Bit of a type that tells whether who doesn't know it may pass over it (section 5.4). */
  private static final int MAY_BE_UNKNOWN = 0x2000_0000;

  private final String name;
  private final byte[] file;
  private final ByteBuffer buffer;
  private final PngHeader header;

  private byte[] palette = NO_DATA;
  private byte[] transparency = NO_DATA;
  private byte[] exif = NO_DATA;
  private int firstPixels;

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
        || type(FIRST_CHUNK) != HEADER
        || dataLength(FIRST_CHUNK) != PngHeader.DATA_BYTES) {
      throw unreadable("it has no whole header chunk");
    }
    checkCrc(FIRST_CHUNK);
    try {
      header = PngHeader.of(buffer, dataStart(FIRST_CHUNK));
    } catch (IllegalArgumentException e) {
      throw unreadable(String.valueOf(e.getMessage()));
    }
  }

  PngHeader header() {
    return header;
  }

  /**
   * Finds the chunks that the pixels are made of.
   *
   * @throws UnacceptableException if a chunk is damaged or missing, or the image is animated
   */
  void readChunks() throws UnacceptableException {
    int at = AFTER_HEADER;
    boolean ended = false;
    while (!ended) {
      int size = chunkSize(at);
      checkCrc(at);
      takeChunk(at);
      ended = type(at) == END;
      at += size;
    }
    if (at != file.length) {
      throw unreadable((file.length - at) + " bytes follow its end");
    }
    if (firstPixels == 0) {
      throw unreadable("it is truncated or damaged (pixels are missing)");
    }
  }

  /** Red, green and blue of each colour; empty without a palette. */
  byte[] palette() {
    return palette;
  }

  /** What the tRNS chunk holds; empty without one. */
  byte[] transparency() {
    return transparency;
  }

  /** That of the first eXIf chunk. */
  Orientation orientation() {
    return ExifTags.orientation(exif);
  }

  /** The first chunk of compressed pixels. */
  int firstPixels() {
    return firstPixels;
  }

  /** The next chunk of compressed pixels, or -1 after the last one. */
  int nextPixels(int chunk) {
    int at = chunk;
    do {
      at += dataLength(at) + CHUNK_FRAME_BYTES;
    } while (at < file.length && type(at) != PIXELS);
    return at < file.length ? at : -1;
  }

  byte[] bytes() {
    return file;
  }

  int dataStart(int chunk) {
    return chunk + 8;
  }

  int dataLength(int chunk) {
    return buffer.getInt(chunk);
  }

  private void takeChunk(int at) throws UnacceptableException {
    int type = type(at);
    if (type == PIXELS) {
      firstPixels = firstPixels == 0 ? at : firstPixels;
    } else if (type == PALETTE) {
      palette = onlyOne(palette, at);
    } else if (type == TRANSPARENCY) {
      transparency = onlyOne(transparency, at);
    } else if (type == EXIF) {
      exif = exif.length == 0 ? data(at) : exif;
    } else if (type == ANIMATION) {
      throw unreadable("it is animated");
    } else if (type != END && (type & MAY_BE_UNKNOWN) == 0) {
      throw unreadable("it has a chunk of unknown type " + Quote.name(typeName(at)));
    }
  }

  private byte[] onlyOne(byte[] before, int at) throws UnacceptableException {
    if (before.length > 0 || firstPixels > 0) {
      throw unreadable("it has two " + typeName(at) + " chunks, or one after its pixels");
    }
    return data(at);
  }

  private byte[] data(int chunk) {
    int start = dataStart(chunk);
    return Arrays.copyOfRange(file, start, start + dataLength(chunk));
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
          "its chunk " + Quote.name(typeName(at)) + " at byte " + at + " is damaged: wrong CRC");
    }
  }

  private int type(int chunk) {
    return buffer.getInt(chunk + 4);
  }

  private static int type(String name) {
    return ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)).getInt();
  }

  private String typeName(int chunk) {
    return new String(file, chunk + 4, 4, StandardCharsets.ISO_8859_1);
  }

  private UnacceptableException unreadable(String fault) {
    return new UnacceptableException(
        RejectionReason.UNREADABLE_IMAGE,
        name + " cannot be read as PNG: " + fault + "; send a whole file of one still image");
  }
}
