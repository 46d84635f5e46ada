package io.headwater.learning.state;

import io.headwater.learning.engine.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** Writes parts (see {@link PartsReader} for the bytes). */
public final class PartsWriter {
  private static final int BLOCK_BYTES = 64 << 10;

  private final DataOutputStream out;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C checksum = new CRC32C();

  private PartsWriter(DataOutputStream out) {
    this.out = out;
  }

  /** Writes all of them, without what comes before. */
  public static void write(List<StatePart> parts, OutputStream target) throws IOException {
    DataOutputStream out = new DataOutputStream(target);
    PartsWriter writer = new PartsWriter(out);
    writer.front(parts);
    for (StatePart part : parts) {
      writer.values(part);
    }
    out.flush();
  }

  private void front(List<StatePart> parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream front = new DataOutputStream(bytes);
    front.writeInt(parts.size());
    for (StatePart part : parts) {
      outline(part.outline(), front);
    }
    byte[] written = bytes.toByteArray();
    if (written.length > PartsReader.MAX_FRONT_BYTES) {
      throw new IOException(
          "the front of the state has %d bytes, more than %d"
              .formatted(written.length, PartsReader.MAX_FRONT_BYTES));
    }
    out.writeInt(written.length);
    write(written, written.length);
    writeChecksum();
  }

  private static void outline(PartOutline part, DataOutputStream front) throws IOException {
    text(part.name(), front);
    front.writeInt(part.version());
    front.writeInt(part.texts().size());
    for (Map.Entry<String, String> text : part.texts().entrySet()) {
      text(text.getKey(), front);
      text(text.getValue(), front);
    }
    front.writeInt(part.counts().size());
    for (Map.Entry<String, Long> count : part.counts().entrySet()) {
      text(count.getKey(), front);
      front.writeLong(count.getValue());
    }
    front.writeInt(part.numbers().size());
    for (Map.Entry<String, Integer> length : part.numbers().entrySet()) {
      text(length.getKey(), front);
      front.writeInt(length.getValue());
    }
    front.writeInt(part.tensors().size());
    for (Map.Entry<String, List<Integer>> shape : part.tensors().entrySet()) {
      text(shape.getKey(), front);
      front.writeInt(shape.getValue().size());
      for (int length : shape.getValue()) {
        front.writeInt(length);
      }
    }
  }

  private static void text(String text, DataOutputStream front) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    front.writeInt(bytes.length);
    front.write(bytes);
  }

  private void values(StatePart part) throws IOException {
    for (double[] numbers : part.numbers().values()) {
      int written = 0;
      while (written < numbers.length) {
        int some = Math.min(BLOCK_BYTES / Double.BYTES, numbers.length - written);
        block.clear().asDoubleBuffer().put(numbers, written, some);
        write(block.array(), some * Double.BYTES);
        written += some;
      }
    }
    for (Tensor tensor : part.tensors().values()) {
      int written = 0;
      while (written < tensor.size()) {
        written += tensor.write(written, block.clear());
        write(block.array(), block.position());
      }
    }
    writeChecksum();
  }

  private void write(byte[] bytes, int length) throws IOException {
    checksum.update(bytes, 0, length);
    out.write(bytes, 0, length);
  }

  private void writeChecksum() throws IOException {
    out.writeInt((int) checksum.getValue());
    checksum.reset();
  }
}
