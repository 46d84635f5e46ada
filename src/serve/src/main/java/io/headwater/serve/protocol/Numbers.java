package io.headwater.serve.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.headwater.serve.RequestRefusedException;
import java.io.IOException;
import java.util.Arrays;

/** The values of a tensor in JSON: one array, or arrays in arrays, row after row. */
final class Numbers {
  private static final int FIRST_ROOM = 1 << 10;

  private final int most;
  private float[] values = new float[FIRST_ROOM];
  private int count;

  private Numbers(int most) {
    this.most = most;
  }

  /**
   * Reads the array at which the parser is.
   *
   * @param most how many numbers may be read
   */
  static float[] read(JsonParser json, int most) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw RequestRefusedException.wrong(
          "'data' of an input is %s; it must be an array of numbers", json.getText());
    }
    Numbers numbers = new Numbers(most);
    int depth = 1;
    while (depth > 0) {
      JsonToken token = json.nextToken();
      switch (token) {
        case START_ARRAY -> depth++;
        case END_ARRAY -> depth--;
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numbers.add(json.getFloatValue());
        default ->
            throw RequestRefusedException.wrong(
                "'data' of an input holds %s; it must hold numbers", json.getText());
      }
    }
    return Arrays.copyOf(numbers.values, numbers.count);
  }

  private void add(float value) {
    if (count == most) {
      throw RequestRefusedException.wrong(
          "'data' of an input holds over %,d numbers, the most that this server takes; send fewer"
              + " images",
          most);
    }
    if (count == values.length) {
      values = Arrays.copyOf(values, (int) Math.min(most, 2L * count));
    }
    values[count++] = value;
  }
}
