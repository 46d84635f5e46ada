package io.headwater.job.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * Writes grey progressive JPEG files (ITU-T T.81) of one colour, a few dozen bytes a scan: all
 * blocks of a scan are one run of zeros after the other.
 */
public final class GreyJpeg {
  /** Scans that a file may have by the rules: 63 coefficients, each in 14 steps of precision. */
  public static final int MOST_LEGAL_SCANS = 63 * 14;

  private static final int BLOCK = 8;
  private static final int LONGEST_RUN = (1 << 15) - 1;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final int blocks;

  /** Begins a file whose first scan has the mean of every block. */
  public GreyJpeg(int width, int height) {
    blocks = ((width + BLOCK - 1) / BLOCK) * ((height + BLOCK - 1) / BLOCK);
    put(0xff, 0xd8);
    put(0xff, 0xdb, 0, 67, 0);
    for (int i = 0; i < 64; i++) {
      put(1);
    }
    put(0xff, 0xc2, 0, 11, 8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0);
    // Codes of one bit: "no difference" for means, "a run of up to 32,767 blocks" for the rest.
    huffmanTable(0x00, 0);
    huffmanTable(0x10, 0xe0);
    startOfScan(0, 0, 0);
    entropyData(new Bits().zeros(blocks));
  }

  /** Adds the scans of one coefficient after the other, each from coarse to fine, up to 882. */
  public GreyJpeg scans(int count) {
    for (int i = 0; i < count; i++) {
      int step = i % 14;
      startOfScan(1 + i / 14 % 63, step == 0 ? 0 : 14 - step, 13 - step);
      entropyData(runsOverAllBlocks());
    }
    return this;
  }

  /** Adds a segment. */
  GreyJpeg segment(int marker, byte[] data) {
    put(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff);
    file.writeBytes(data);
    return this;
  }

  /** Adds any bytes. */
  GreyJpeg bytes(byte[] bytes) {
    file.writeBytes(bytes);
    return this;
  }

  /** The file, ended. */
  public byte[] end() {
    put(0xff, 0xd9);
    return file.toByteArray();
  }

  private Bits runsOverAllBlocks() {
    Bits bits = new Bits();
    for (int covered = 0; covered < blocks; covered += LONGEST_RUN) {
      bits.zeros(1).ones(14);
    }
    return bits;
  }

  private void startOfScan(int coefficient, int high, int low) {
    put(0xff, 0xda, 0, 8, 1, 1, 0, coefficient, coefficient, high << 4 | low);
  }

  private void huffmanTable(int id, int symbol) {
    ByteBuffer table = ByteBuffer.allocate(18).put((byte) id).put((byte) 1);
    table.put(17, (byte) symbol);
    segment(0xc4, table.array());
  }

  private void entropyData(Bits bits) {
    for (byte each : bits.toBytes()) {
      put(each);
      if (each == -1) {
        put(0);
      }
    }
  }

  private void put(int... bytes) {
    for (int each : bytes) {
      file.write(each);
    }
  }

  /** Bits, padded with ones to whole bytes. */
  private static final class Bits {
    private final BitSet bits = new BitSet();
    private int length;

    Bits zeros(int count) {
      length += count;
      return this;
    }

    Bits ones(int count) {
      bits.set(length, length + count);
      length += count;
      return this;
    }

    byte[] toBytes() {
      int bytes = (length + 7) / 8;
      byte[] packed = new byte[bytes];
      for (int i = 0; i < bytes * 8; i++) {
        if (i >= length || bits.get(i)) {
          packed[i / 8] |= (byte) (0x80 >> i % 8);
        }
      }
      return packed;
    }
  }
}
