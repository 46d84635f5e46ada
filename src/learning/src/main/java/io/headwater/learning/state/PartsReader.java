package io.headwater.learning.state;

import io.headwater.learning.engine.Tensor;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * Reads parts. What they are comes first, so that whether they are wanted can be told before their
 * values take time and memory:
 *
 * <ul>
 *   <li>the length of the front in bytes, the front, its CRC-32C. The front is the number of parts,
 *       and of each its name, its version, its texts, its counts, and what numbers and tensors it
 *       has: their lengths and shapes. So it says how many bytes of values the part has;
 *   <li>of each part in turn the numbers (doubles) and tensors (floats), both little-endian as
 *       processors have them, and the CRC-32C of those bytes.
 * </ul>
 *
 * All else is big-endian; texts are UTF-8 after their length in bytes; maps are entries after their
 * number. No length is believed: memory grows with the bytes that come.
 */
public final class PartsReader {
  static final int MAX_FRONT_BYTES = 256 << 20;

  private final DataInputStream in;
  private final CRC32C checksum;
  private final List<PartOutline> outlines;

  private PartsReader(DataInputStream in, CRC32C checksum, List<PartOutline> outlines) {
    this.in = in;
    this.checksum = checksum;
    this.outlines = outlines;
  }

  /**
   * Reads the front.
   *
   * @param source ends after the parts
   * @throws UnreadableStateException if the bytes are damaged
   * @throws EOFException if they are cut off
   */
  public static PartsReader open(InputStream source) throws IOException {
    CRC32C checksum = new CRC32C();
    DataInputStream in = new DataInputStream(new CheckedInputStream(source, checksum));
    int length = in.readInt();
    if (length < 0 || length > MAX_FRONT_BYTES) {
      throw damaged("its front claims " + length + " bytes");
    }
    checksum.reset();
    byte[] front = in.readNBytes(length);
    if (front.length < length) {
      throw new EOFException(front.length + " of " + length + " bytes of the front");
    }
    requireChecksum(in, checksum, "its front");
    return new PartsReader(in, checksum, new FrontReader(front).outlines());
  }

  /** What there is, in order. */
  public List<PartOutline> outlines() {
    return outlines;
  }

  /**
   * Reads all values, once.
   *
   * @param memory where the tensors lie
   * @throws UnreadableStateException if the bytes are damaged, or more follow
   * @throws EOFException if they are cut off
   */
  public List<StatePart> read(StateMemory memory) throws IOException {
    ValueReader values = new ValueReader(in, memory);
    List<StatePart> parts = new ArrayList<>();
    for (PartOutline outline : outlines) {
      checksum.reset();
      parts.add(read(outline, values));
      requireChecksum(in, checksum, "its part '" + outline.name() + "'");
    }
    if (in.read() >= 0) {
      throw damaged("more follows after its end");
    }
    return parts;
  }

  private static StatePart read(PartOutline outline, ValueReader values) throws IOException {
    Map<String, double[]> numbers = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> length : outline.numbers().entrySet()) {
      numbers.put(length.getKey(), values.doubles(length.getValue()));
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, List<Integer>> shape : outline.tensors().entrySet()) {
      ByteBuffer bytes = values.bytes(Tensor.size(shape.getValue()) * Float.BYTES);
      tensors.put(shape.getKey(), Tensor.lent(shape.getValue(), bytes));
    }
    return new StatePart(
        outline.name(), outline.version(), outline.texts(), outline.counts(), numbers, tensors);
  }

  private static void requireChecksum(DataInputStream in, CRC32C checksum, String what)
      throws IOException {
    int expected = (int) checksum.getValue();
    int actual = in.readInt();
    if (actual != expected) {
      throw damaged(
          "the checksum of %s is %08x, its bytes give %08x".formatted(what, actual, expected));
    }
  }

  static UnreadableStateException damaged(String how) {
    return new UnreadableStateException("the saved state is damaged: " + how);
  }
}
