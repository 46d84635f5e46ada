package io.headwater.learning.learner;

import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.evaluate.EvaluationState;
import io.headwater.learning.state.StateMemory;
import io.headwater.learning.state.UnreadableStateException;
import io.headwater.learning.state.ValueReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the body of versions 1 and 2 of the format (see {@link LearnerStateCodec}): one stretch of
 * values in a fixed order. All optimisers were Adam; a fingerprint was of the whole architecture,
 * and is passed over, as are the seed and the loss weights, which are the configuration's. No
 * length is believed: what a damaged one could claim is bounded, and memory grows with the bytes
 * that come.
 */
final class EarlierStateReader {
  private static final String ADAM = "adam";
  private static final int MAX_RANK = 8;
  private static final int MAX_VALUES = Integer.MAX_VALUE / Float.BYTES;
  private static final int MAX_TEXT_BYTES = 64 << 10;
  private static final int MAX_ENTRIES = 64 << 10;
  private static final int MAX_PARTITIONS = 1 << 20;

  private final DataInputStream in;
  private final int version;
  private final ValueReader values;

  /**
   * @param version of the format; 1 lacks the running statistics, which its networks don't have,
   *     and its tensors are big-endian
   * @param memory for the values of the tensors
   */
  EarlierStateReader(DataInputStream in, int version, StateMemory memory) {
    this.in = in;
    this.version = version;
    this.values = new ValueReader(in, memory);
  }

  LearnerState read() throws IOException {
    text();
    long step = in.readLong();
    long dropped = in.readLong();
    in.readLong();
    map(in::readDouble);
    Map<String, NetworkState> networks = map(this::network);
    Map<String, String> optimisers = new LinkedHashMap<>();
    networks.keySet().forEach(name -> optimisers.put(name, ADAM));
    return new LearnerState(
        step, dropped, networks, Map.of(), optimisers, lineage(), EvaluationState.EMPTY, Map.of());
  }

  private NetworkState network() throws IOException {
    long updates = in.readLong();
    Map<String, Tensor> parameters = map(this::tensor);
    Map<String, Tensor> statistics = version == 1 ? Map.of() : map(this::tensor);
    Map<String, Map<String, Tensor>> slots = map(() -> map(this::tensor));
    return new NetworkState(updates, parameters, statistics, slots);
  }

  private Tensor tensor() throws IOException {
    int rank = length(MAX_RANK, "dimensions of a tensor");
    List<Integer> shape = new ArrayList<>();
    long size = 1;
    for (int i = 0; i < rank; i++) {
      int each = length(MAX_VALUES, "values along a dimension");
      shape.add(each);
      size *= each;
      require(size <= MAX_VALUES, size, "values of a tensor");
    }
    ByteBuffer bytes = values.bytes((int) size * Float.BYTES);
    if (version == 1) {
      turnAround(bytes);
    }
    return Tensor.lent(shape, bytes);
  }

  /** From big-endian to little-endian. */
  private static void turnAround(ByteBuffer values) {
    IntBuffer numbers = values.duplicate().order(ByteOrder.BIG_ENDIAN).asIntBuffer();
    for (int i = 0; i < numbers.capacity(); i++) {
      numbers.put(i, Integer.reverseBytes(numbers.get(i)));
    }
  }

  private Lineage lineage() throws IOException {
    int count = length(MAX_PARTITIONS, "partitions");
    List<Lineage.Range> ranges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ranges.add(
          new Lineage.Range(text(), in.readInt(), in.readLong(), in.readLong(), in.readLong()));
    }
    return new Lineage(ranges);
  }

  private String text() throws IOException {
    byte[] bytes = new byte[length(MAX_TEXT_BYTES, "bytes of a text")];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private <T> Map<String, T> map(Value<T> value) throws IOException {
    int count = length(MAX_ENTRIES, "entries");
    Map<String, T> map = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      map.put(text(), value.read());
    }
    return map;
  }

  private int length(int most, String what) throws IOException {
    int length = in.readInt();
    require(length >= 0 && length <= most, length, what);
    return length;
  }

  private static void require(boolean holds, long value, String what) throws IOException {
    if (!holds) {
      throw new UnreadableStateException(
          "the learner's state is damaged: it claims " + value + " " + what);
    }
  }

  private interface Value<T> {
    T read() throws IOException;
  }
}
