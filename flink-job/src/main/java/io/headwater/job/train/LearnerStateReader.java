package io.headwater.job.train;

import io.headwater.learning.engine.LearnerState;
import io.headwater.learning.engine.Lineage;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Reads the body of versions 1 and 2 of the format (see {@link LearnerStateCodec}). No length is
 * believed before the bytes that it speaks of are known to be there.
 */
final class LearnerStateReader {
  private static final int BLOCK_FLOATS = 16 << 10;
  private static final int MAX_RANK = 8;

  private final DataInputStream in;
  private final int version;
  private final LongSupplier remaining;
  private final ByteOrder floats;
  private final byte[] block = new byte[BLOCK_FLOATS * Float.BYTES];

  /**
   * @param version of the format; 1 lacks the running statistics, which its networks don't have,
   *     and its tensors are big-endian
   * @param remaining how many bytes there are still to read
   */
  LearnerStateReader(DataInputStream in, int version, LongSupplier remaining) {
    this.in = in;
    this.version = version;
    this.remaining = remaining;
    this.floats = version == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  LearnerState read() throws IOException {
    String architecture = text();
    long step = in.readLong();
    long dropped = in.readLong();
    long seed = in.readLong();
    Map<String, Double> lossWeights = map(in::readDouble);
    Map<String, NetworkState> networks = map(this::network);
    return new LearnerState(architecture, step, dropped, seed, lossWeights, networks, lineage());
  }

  private NetworkState network() throws IOException {
    long updates = in.readLong();
    Map<String, Tensor> parameters = map(this::tensor);
    Map<String, Tensor> statistics = version == 1 ? Map.of() : map(this::tensor);
    Map<String, Map<String, Tensor>> optimiser = map(() -> map(this::tensor));
    return new NetworkState(updates, parameters, statistics, optimiser);
  }

  private Tensor tensor() throws IOException {
    int rank = length(MAX_RANK, "dimensions of a tensor");
    List<Integer> shape = new ArrayList<>();
    long size = 1;
    for (int i = 0; i < rank; i++) {
      int each = length(remaining.getAsLong(), "values along a dimension");
      shape.add(each);
      size *= each;
      require(size * Float.BYTES <= remaining.getAsLong(), size, "values of a tensor");
    }
    float[] values = new float[(int) size];
    for (int at = 0; at < values.length; at += BLOCK_FLOATS) {
      int count = Math.min(BLOCK_FLOATS, values.length - at);
      in.readFully(block, 0, count * Float.BYTES);
      ByteBuffer.wrap(block).order(floats).asFloatBuffer().get(values, at, count);
    }
    return new Tensor(shape, values);
  }

  private Lineage lineage() throws IOException {
    int count = length(remaining.getAsLong(), "partitions");
    List<Lineage.Range> ranges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ranges.add(
          new Lineage.Range(text(), in.readInt(), in.readLong(), in.readLong(), in.readLong()));
    }
    return new Lineage(ranges);
  }

  private String text() throws IOException {
    byte[] bytes = new byte[length(remaining.getAsLong(), "bytes of a text")];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private <T> Map<String, T> map(Value<T> value) throws IOException {
    int count = length(remaining.getAsLong(), "entries");
    Map<String, T> map = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      map.put(text(), value.read());
    }
    return map;
  }

  private int length(long most, String what) throws IOException {
    int length = in.readInt();
    require(length >= 0 && length <= most, length, what);
    return length;
  }

  private static void require(boolean holds, long value, String what) throws IOException {
    if (!holds) {
      throw new IOException("the learner's state is damaged: it claims " + value + " " + what);
    }
  }

  private interface Value<T> {
    T read() throws IOException;
  }
}
