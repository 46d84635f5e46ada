package io.headwater.job.train;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects what is written in arrays of one size; only the last may be shorter. */
final class ChunkOutputStream extends OutputStream {
  private final int chunkBytes;
  private final List<byte[]> full = new ArrayList<>();
  private byte[] current;
  private int used;

  ChunkOutputStream(int chunkBytes) {
    this.chunkBytes = chunkBytes;
    this.current = new byte[chunkBytes];
  }

  @Override
  public void write(int value) {
    makeRoom();
    current[used++] = (byte) value;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int written = 0;
    while (written < length) {
      makeRoom();
      int part = Math.min(length - written, chunkBytes - used);
      System.arraycopy(bytes, offset + written, current, used, part);
      used += part;
      written += part;
    }
  }

  List<byte[]> finish() {
    List<byte[]> chunks = new ArrayList<>(full);
    chunks.add(Arrays.copyOf(current, used));
    return chunks;
  }

  private void makeRoom() {
    if (used == chunkBytes) {
      full.add(current);
      current = new byte[chunkBytes];
      used = 0;
    }
  }
}
