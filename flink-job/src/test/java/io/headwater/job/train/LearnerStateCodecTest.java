package io.headwater.job.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.InitialState;
import io.headwater.learning.engine.LearnerState;
import io.headwater.learning.engine.Lineage;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.task.ImageShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearnerStateCodecTest {
  private static final LearnerState SMALL =
      new LearnerState(
          "f00d",
          7,
          1,
          -42,
          Map.of("kind", 0.25),
          Map.of("trunk", network(Map.of())),
          new Lineage(List.of(new Lineage.Range("garments", 3, 10, 1L << 33, 99))));

  private static final LearnerState NORMALISED =
      new LearnerState(
          "f00d",
          7,
          1,
          -42,
          Map.of("kind", 0.25),
          Map.of(
              "trunk",
              network(Map.of("norm.mean", new Tensor(List.of(2), new float[] {0.25f, -3})))),
          SMALL.lineage());

  @Test
  void aWholeModelComesBackAsItWas() throws IOException {
    LearnerState state = InitialState.of(FourTasks.architecture(new ImageShape(1, 28, 28)), 5);
    byte[] bytes = encoded(state);
    assertThat(LearnerStateCodec.decode(List.of(bytes))).isEqualTo(state);
    int middle = bytes.length / 2;
    List<byte[]> chunks =
        List.of(Arrays.copyOf(bytes, middle), Arrays.copyOfRange(bytes, middle, bytes.length));
    assertThat(LearnerStateCodec.decode(chunks)).isEqualTo(state);
  }

  @Test
  void version1IsRead() throws IOException {
    byte[] published = published("learner-state-v1.hex");
    assertThat(LearnerStateCodec.decode(List.of(published))).isEqualTo(SMALL);
  }

  @Test
  void version2IsWrittenAndReadByteForByte() throws IOException {
    byte[] published = published("learner-state-v2.hex");
    assertThat(LearnerStateCodec.decode(List.of(published))).isEqualTo(NORMALISED);
    assertThat(encoded(NORMALISED)).isEqualTo(published);
  }

  @Test
  void aLaterVersionIsRefusedByName() throws IOException {
    byte[] bytes = published("learner-state-v2.hex");
    bytes[7] = 3;
    assertThatThrownBy(() -> LearnerStateCodec.decode(List.of(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 3 of its format; this job reads versions 1 to 2");
  }

  @Test
  void everyChangedByteIsNoticed() throws IOException {
    byte[] bytes = published("learner-state-v2.hex");
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 0x40;
      assertThatThrownBy(() -> LearnerStateCodec.decode(List.of(damaged)))
          .as("byte %d", i)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void everyMissingEndIsNoticed() throws IOException {
    byte[] bytes = published("learner-state-v2.hex");
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> LearnerStateCodec.decode(List.of(cut)))
          .as("%d bytes", length)
          .isInstanceOf(IOException.class);
    }
  }

  private static NetworkState network(Map<String, Tensor> statistics) {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    parameters.put(
        "dense.weight",
        new Tensor(List.of(2, 3), new float[] {1, -2, 0.5f, Float.MIN_VALUE, 3, 4}));
    parameters.put("dense.bias", new Tensor(List.of(3), new float[] {0, 1e30f, -0.0f}));
    return new NetworkState(
        6,
        parameters,
        statistics,
        Map.of("m", Map.of("dense.bias", new Tensor(List.of(1), new float[] {9}))));
  }

  private static byte[] encoded(LearnerState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LearnerStateCodec.encode(state, bytes);
    return bytes.toByteArray();
  }

  private static byte[] published(String name) throws IOException {
    try (InputStream in = LearnerStateCodecTest.class.getResourceAsStream(name)) {
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }
  }
}
