package io.headwater.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.ClassLabel;
import io.headwater.schema.TaskMetrics;
import io.headwater.schema.wire.Decoded.Malformed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays and maps: Avro 1.12 specification, "Arrays" and "Maps". */
class WireItemsTest {
  private static final byte[] BEFORE_THE_COSINES = beforeTheCosines();

  @Test
  void anItemLimitIsHowManyAreAllowed() {
    assertThat(Wire.TASK_METRICS.decode(Wire.TASK_METRICS.encode(metrics(Wire.MAX_ITEMS))))
        .isInstanceOf(Decoded.Value.class);
    assertThat(fault(Wire.TASK_METRICS.encode(metrics(Wire.MAX_ITEMS + 1))))
        .contains("there are 100001 items; 100000 are allowed");
  }

  @Test
  void theBlocksOfAMapAreOne() throws IOException {
    byte[] message =
        metrics(
            values -> {
              values.writeLong(1);
              pair(values, "garment", 0.5);
              // A negative count is followed by the block's length in bytes.
              values.writeLong(-2);
              values.writeLong(20);
              pair(values, "a", 0.25);
              pair(values, "b", 0.125);
              values.writeLong(0);
            });
    assertThat(Wire.TASK_METRICS.decode(message).orElseThrow().getCosines())
        .isEqualTo(Map.of("garment", 0.5, "a", 0.25, "b", 0.125));
  }

  @Test
  void theItemLimitIsOneForAllBlocks() throws IOException {
    byte[] message =
        metrics(
            values -> {
              values.writeLong(2);
              pair(values, "a", 1);
              pair(values, "b", 2);
              values.writeLong(Wire.MAX_ITEMS - 1);
            });
    assertThat(fault(message)).contains("there are 99999 items; 99998 are allowed");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -(1L << 32) - 1, 1L << 32, Long.MAX_VALUE})
  void noCountOfItemsIsTooLargeToBeRefused(long count) throws IOException {
    byte[] message =
        metrics(
            values -> {
              values.writeLong(count);
              values.writeLong(0);
            });
    assertThat(fault(message)).contains("items; 100000 are allowed");
  }

  @Test
  void theItemsOfALabelledImageAreLimitedToo() {
    Map<String, Object> labels = new HashMap<>();
    for (int i = 0; i <= Wire.MAX_ITEMS; i++) {
      labels.put("task" + i, new ClassLabel(i));
    }
    var event = Samples.labelledImage();
    event.setLabels(labels);
    assertThat(((Malformed<?>) Wire.LABELLED_IMAGE.decode(Wire.LABELLED_IMAGE.encode(event))))
        .extracting(Malformed::fault)
        .isEqualTo(Decoded.Fault.BAD_BODY);
  }

  private interface Values {
    void writeTo(BinaryEncoder encoder) throws IOException;
  }

  private static byte[] metrics(Values values) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(BEFORE_THE_COSINES);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    values.writeTo(encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static void pair(BinaryEncoder encoder, String key, double value) throws IOException {
    encoder.writeString(key);
    encoder.writeDouble(value);
  }

  /** The cosines come last in the record, and none of them are one byte: the end of the map. */
  private static byte[] beforeTheCosines() {
    byte[] message = Wire.TASK_METRICS.encode(metrics(0));
    return Arrays.copyOf(message, message.length - 1);
  }

  private static TaskMetrics metrics(int values) {
    Map<String, Double> named = new HashMap<>();
    for (int i = 0; i < values; i++) {
      named.put("task" + i, 1.0);
    }
    TaskMetrics metrics = Samples.taskMetrics();
    metrics.setValues(Map.of());
    metrics.setCosines(named);
    return metrics;
  }

  private static String fault(byte[] message) {
    return ((Malformed<?>) Wire.TASK_METRICS.decode(message)).message();
  }
}
