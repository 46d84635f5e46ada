package io.headwater.job.train;

import java.io.InputStream;
import java.util.List;

/** Reads chunks one after the other. */
final class ChunkInputStream extends InputStream {
  private final List<byte[]> chunks;
  private int chunk;
  private int used;
  private long remaining;

  ChunkInputStream(List<byte[]> chunks) {
    this.chunks = chunks;
    this.remaining = chunks.stream().mapToLong(each -> each.length).sum();
  }

  /** Bytes that were not read yet. */
  long remaining() {
    return remaining;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (remaining == 0) {
      return -1;
    }
    while (used == chunks.get(chunk).length) {
      chunk++;
      used = 0;
    }
    int part = Math.min(length, chunks.get(chunk).length - used);
    System.arraycopy(chunks.get(chunk), used, bytes, offset, part);
    used += part;
    remaining -= part;
    return part;
  }
}
