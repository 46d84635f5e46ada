package io.headwater.learning.state;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the front of a saved state, all of whose bytes have come (see {@link PartsReader}). */
final class FrontReader {
  private static final int MAX_RANK = 8;
  private static final int MAX_NUMBERS = Integer.MAX_VALUE / Double.BYTES;
  private static final int MAX_VALUES = Integer.MAX_VALUE / Float.BYTES;

  private final DataInputStream in;

  FrontReader(byte[] front) {
    in = new DataInputStream(new ByteArrayInputStream(front));
  }

  List<PartOutline> outlines() throws IOException {
    try {
      List<PartOutline> outlines = new ArrayList<>();
      int count = count("parts");
      for (int i = 0; i < count; i++) {
        outlines.add(
            new PartOutline(
                text(),
                in.readInt(),
                map(this::text),
                map(in::readLong),
                map(() -> length(MAX_NUMBERS, "numbers")),
                map(this::shape)));
      }
      require(in.available() == 0, in.available() + " bytes too many");
      require(
          outlines.stream().map(PartOutline::name).distinct().count() == count, "one name twice");
      return outlines;
    } catch (IllegalArgumentException | EOFException e) {
      throw new UnreadableStateException("the saved state can't be: " + e.getMessage(), e);
    }
  }

  private List<Integer> shape() throws IOException {
    int rank = length(MAX_RANK, "dimensions of a tensor");
    List<Integer> shape = new ArrayList<>();
    long size = 1;
    for (int i = 0; i < rank; i++) {
      int each = length(MAX_VALUES, "values along a dimension");
      shape.add(each);
      size *= each;
      require(size <= MAX_VALUES, size + " values of a tensor");
    }
    return shape;
  }

  private <T> Map<String, T> map(Value<T> value) throws IOException {
    int count = count("entries");
    Map<String, T> map = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      map.put(text(), value.read());
    }
    return map;
  }

  private String text() throws IOException {
    byte[] bytes = new byte[count("bytes of a text")];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Each of what is counted takes a byte or more. */
  private int count(String what) throws IOException {
    return length(in.available(), what);
  }

  private int length(int most, String what) throws IOException {
    int length = in.readInt();
    require(length >= 0 && length <= most, length + " " + what);
    return length;
  }

  private static void require(boolean holds, String what) throws UnreadableStateException {
    if (!holds) {
      throw PartsReader.damaged("it claims " + what);
    }
  }

  private interface Value<T> {
    T read() throws IOException;
  }
}
