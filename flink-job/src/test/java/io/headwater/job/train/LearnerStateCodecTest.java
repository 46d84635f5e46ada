package io.headwater.job.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.job.identity.UnreadableStateException;
import io.headwater.learning.engine.Captured;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.evaluate.EvaluationState;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.learner.Lineage;
import io.headwater.learning.task.ImageShape;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnerStateCodecTest {
  private static final LearnerState SMALL =
      new LearnerState(
          "f00d",
          7,
          1,
          -42,
          Map.of("kind", 0.25),
          Map.of("trunk", network(Map.of())),
          new Lineage(List.of(new Lineage.Range("garments", 3, 10, 1L << 33, 99))),
          EvaluationState.EMPTY);

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
          SMALL.lineage(),
          EvaluationState.EMPTY);

  @Test
  void aWholeModelComesBackAsItWas() throws IOException {
    LearnerState state = InitialState.of(FourTasks.architecture(new ImageShape(1, 28, 28)), 5);
    byte[] bytes = encoded(state);
    try (Captured<LearnerState> decoded =
        LearnerStateCodec.decode(new ByteArrayInputStream(bytes))) {
      assertThat(decoded.get()).isEqualTo(state);
    }
  }

  @Test
  void version1IsRead() throws IOException {
    byte[] published = published("learner-state-v1.hex");
    assertThat(decoded(published)).isEqualTo(SMALL);
  }

  @Test
  void version2IsWrittenAndReadByteForByte() throws IOException {
    byte[] published = published("learner-state-v2.hex");
    assertThat(decoded(published)).isEqualTo(NORMALISED);
    assertThat(encoded(NORMALISED)).isEqualTo(published);
  }

  @Test
  void aLaterVersionIsRefusedByName() throws IOException {
    byte[] bytes = published("learner-state-v2.hex");
    bytes[7] = 3;
    assertThatThrownBy(() -> decoded(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 3 of its format; this job reads versions 1 to 2");
  }

  @Test
  void everyChangedByteIsNoticed() throws IOException {
    byte[] bytes = published("learner-state-v2.hex");
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 0x40;
      assertThatThrownBy(() -> decoded(damaged)).as("byte %d", i).isInstanceOf(IOException.class);
    }
  }

  @Test
  void everyMissingEndIsNoticed() throws IOException {
    byte[] bytes = published("learner-state-v2.hex");
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> decoded(cut)).as("%d bytes", length).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 1, -1})
  void whatFollowsTheStateIsNoticed(byte more) throws IOException {
    byte[] bytes = published("learner-state-v2.hex");
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    longer[bytes.length] = more;
    assertThatThrownBy(() -> decoded(longer))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageEndingWith("and more follows");
  }

  @Test
  void aWrongChecksumIsSaidWithBoth() throws IOException {
    byte[] bytes = published("learner-state-v2.hex");
    bytes[bytes.length - 1]++;
    assertThatThrownBy(() -> decoded(bytes))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageContaining("its checksum is ")
        .hasMessageEndingWith("and nothing follows");
  }

  @Test
  void bytesOfSomethingElseAreNamed() throws IOException {
    byte[] bytes = published("learner-state-v2.hex");
    bytes[0]++;
    assertThatThrownBy(() -> decoded(bytes))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessage("a learner's state begins with 48574c53; these bytes begin with 49574c53");
  }

  @Test
  void allIsWrittenWhenEncodingEnds() throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    LearnerStateCodec.encode(NORMALISED, new BufferedOutputStream(target));
    assertThat(target.toByteArray()).isEqualTo(published("learner-state-v2.hex"));
  }

  @Test
  void aTensorHasUpToEightDimensions() throws IOException {
    LearnerState most = ofTensor(new Tensor(Collections.nCopies(8, 1), new float[] {7}));
    assertThat(decoded(encoded(most))).isEqualTo(most);
    byte[] more = encoded(ofTensor(new Tensor(Collections.nCopies(9, 1), new float[] {7})));
    assertThatThrownBy(() -> decoded(more))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessage("the learner's state is damaged: it claims 9 dimensions of a tensor");
  }

  private static LearnerState ofTensor(Tensor tensor) {
    NetworkState trunk = new NetworkState(1, Map.of("w", tensor), Map.of(), Map.of());
    return new LearnerState(
        "f00d", 7, 1, -42, Map.of(), Map.of("trunk", trunk), Lineage.EMPTY, EvaluationState.EMPTY);
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

  @Test
  void aLargeTensorComesBackWhateverPartsItIsReadIn() throws IOException {
    float[] values = new float[700_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    LearnerState state = ofTensor(new Tensor(List.of(values.length), values));
    byte[] bytes = encoded(state);
    InputStream inParts =
        new FilterInputStream(new ByteArrayInputStream(bytes)) {
          @Override
          public int read(byte[] to, int from, int length) throws IOException {
            return super.read(to, from, Math.min(length, 1009));
          }
        };
    try (Captured<LearnerState> decoded = LearnerStateCodec.decode(inParts)) {
      assertThat(decoded.get()).isEqualTo(state);
    }
  }

  @Test
  void aTensorThatClaimsMoreThanComesIsRefusedWithoutRoomForIt() throws IOException {
    byte[] bytes = published("learner-state-v2.hex");
    int shape = indexOf(bytes, new byte[] {0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3});
    byte[] claimed = {0, 0, 0, 2, 0, 0, 0x40, 0, 0, 0, 0x40, 0};
    System.arraycopy(claimed, 0, bytes, shape, claimed.length);
    assertThatThrownBy(() -> decoded(bytes)).isInstanceOf(EOFException.class);
    claimed[5] = 1;
    System.arraycopy(claimed, 0, bytes, shape, claimed.length);
    assertThatThrownBy(() -> decoded(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged: it claims 1342177280 values");
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("there is no such part");
  }

  /** In memory that is not freed before the test has ended. */
  private static LearnerState decoded(byte[] bytes) throws IOException {
    return LearnerStateCodec.decode(new ByteArrayInputStream(bytes)).get();
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
