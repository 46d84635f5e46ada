package io.headwater.learning.state;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads many numbers. However many are claimed, there is never more than {@value #GROWTH} times the
 * memory of those that came.
 */
public final class ValueReader {
  private static final int BLOCK_BYTES = 64 << 10;
  private static final int BELIEVED_BYTES = 1 << 20;
  private static final int GROWTH = 4;

  private final DataInputStream in;
  private final StateMemory memory;
  private final byte[] block = new byte[BLOCK_BYTES];

  public ValueReader(DataInputStream in, StateMemory memory) {
    this.in = in;
    this.memory = memory;
  }

  /**
   * Reads so many bytes.
   *
   * @return direct, valid until the memory is closed
   * @throws EOFException if there are fewer
   */
  public ByteBuffer bytes(int length) throws IOException {
    StateMemory.Block room = memory.allocate(Math.max(1, Math.min(length, BELIEVED_BYTES)));
    ByteBuffer bytes = room.bytes();
    fill(bytes, length);
    while (bytes.capacity() < length) {
      StateMemory.Block larger =
          memory.allocate((int) Math.min(length, (long) GROWTH * bytes.capacity()));
      bytes = larger.bytes().put(bytes.rewind());
      room.free();
      room = larger;
      fill(bytes, length);
    }
    return bytes.slice(0, length);
  }

  /** Reads so many doubles, little-endian, to the heap. */
  double[] doubles(int count) throws IOException {
    double[] values = new double[Math.min(count, BELIEVED_BYTES / Double.BYTES)];
    int read = 0;
    while (read < count) {
      if (read == values.length) {
        values = Arrays.copyOf(values, (int) Math.min(count, (long) GROWTH * read));
      }
      int some = Math.min(BLOCK_BYTES / Double.BYTES, values.length - read);
      in.readFully(block, 0, some * Double.BYTES);
      ByteBuffer.wrap(block)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asDoubleBuffer()
          .get(values, read, some);
      read += some;
    }
    return values;
  }

  private void fill(ByteBuffer bytes, int length) throws IOException {
    int end = Math.min(length, bytes.capacity());
    while (bytes.position() < end) {
      int count = Math.min(BLOCK_BYTES, end - bytes.position());
      in.readFully(block, 0, count);
      bytes.put(block, 0, count);
    }
  }
}
