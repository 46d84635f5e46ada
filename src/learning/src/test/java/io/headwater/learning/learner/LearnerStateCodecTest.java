package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.engine.Captured;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.evaluate.EvaluationState;
import io.headwater.learning.evaluate.TaskTally;
import io.headwater.learning.state.StateMemory;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.state.UnreadableStateException;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.TaskKind;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class LearnerStateCodecTest {
  private static final String NEWEST = "learner-state-v3.hex";

  private static final Lineage LINEAGE =
      new Lineage(
          List.of(new Lineage.Range("garments", 3, 10, 1L << 33, 99)),
          List.of(new Lineage.Skipped("garments", 3, SkipReason.NOT_FINITE, 5)));

  private static final EvaluationState EVALUATION =
      new EvaluationState(
          List.of(new TaskTally("place", TaskKind.LOCATION, new double[] {1.5, -2}, 3.25, 40, 70)),
          List.of(new TaskTally("place", TaskKind.LOCATION, new double[] {0.5, 4}, 1.25, 6, 7)));

  /** As it was saved before parts: without what only the configuration says. */
  private static final LearnerState SMALL = earlier(Map.of());

  private static final LearnerState NORMALISED =
      earlier(Map.of("norm.mean", new Tensor(List.of(2), new float[] {0.25f, -3})));

  private static final StatePart DETECTOR =
      new StatePart(
          "drift",
          4,
          Map.of("kind", "adwin"),
          Map.of("seen", 1L << 40),
          Map.of("window", new double[] {0.1, Double.MIN_VALUE, -0.0}),
          Map.of("mean", new Tensor(List.of(1, 2), new float[] {7, -8})));

  private static final LearnerState FULL =
      new LearnerState(
          7,
          1,
          NORMALISED.networks(),
          Map.of("trunk", "f00d"),
          Map.of("trunk", "adam"),
          LINEAGE,
          EVALUATION,
          Map.of("drift", DETECTOR));

  @Test
  void aWholeModelComesBackAsItWas() throws IOException {
    LearnerState state = InitialState.of(FourTasks.architecture(new ImageShape(1, 28, 28)), 5);
    byte[] bytes = encoded(state);
    try (Captured<LearnerState> decoded =
        LearnerStateCodec.decode(new ByteArrayInputStream(bytes), StateMemory.ofDirectBuffers())) {
      assertThat(decoded.get()).isEqualTo(state);
    }
  }

  @Test
  void version1IsRead() throws IOException {
    byte[] published = published("learner-state-v1.hex");
    assertThat(decoded(published)).isEqualTo(SMALL);
  }

  @Test
  void version2IsRead() throws IOException {
    assertThat(decoded(published("learner-state-v2.hex"))).isEqualTo(NORMALISED);
  }

  @Test
  void version3IsWrittenAndReadByteForByte() throws IOException {
    byte[] published = published(NEWEST);
    assertThat(decoded(published)).isEqualTo(FULL);
    assertThat(encoded(FULL)).isEqualTo(published);
  }

  @Test
  void aLaterVersionIsRefusedByName() throws IOException {
    byte[] bytes = published(NEWEST);
    bytes[7] = 4;
    assertThatThrownBy(() -> decoded(bytes))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageContaining("version 4 of its format; this job reads versions 1 to 3");
  }

  @Test
  void whatAStateHasIsKnownBeforeItsValuesCome() throws IOException {
    byte[] bytes = published(NEWEST);
    SavedLearnerState saved =
        SavedLearnerState.open(new ByteArrayInputStream(bytes, 0, bytes.length - 60));
    assertThat(saved.outline()).contains(StateOutline.of(FULL));
    assertThat(StateOutline.of(FULL).parts()).isEqualTo(Map.of("drift", 4));
    assertThatThrownBy(() -> saved.read(StateMemory.ofDirectBuffers()))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageContaining("is cut off");
  }

  @Test
  void aPartOfANetworkOfALaterVersionStaysAsItIs() throws IOException {
    StatePart later = new StatePart("optimiser/trunk", 2, Map.of(), Map.of(), Map.of(), Map.of());
    List<StatePart> parts = new ArrayList<>(LearnerStateParts.of(FULL));
    parts.replaceAll(part -> part.name().equals(later.name()) ? later : part);
    LearnerState state = LearnerStateParts.state(parts);
    assertThat(state.parts()).containsEntry("optimiser/trunk", later);
    assertThat(state.networks().get("trunk").slots()).isEmpty();
    assertThat(StateOutline.of(state).parts()).isEqualTo(Map.of("optimiser/trunk", 2, "drift", 4));
  }

  @Test
  void progressOfALaterVersionIsRefusedByName() {
    List<StatePart> parts = new ArrayList<>(LearnerStateParts.of(FULL));
    StatePart first = parts.get(0);
    parts.set(0, new StatePart("progress", 2, first.texts(), first.counts(), Map.of(), Map.of()));
    assertThatThrownBy(() -> LearnerStateParts.state(parts))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageContaining("part 'progress' in version 2; this job reads version 1");
    parts.remove(0);
    assertThatThrownBy(() -> LearnerStateParts.state(parts))
        .hasMessageContaining("no part 'progress'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"learner-state-v1.hex", "learner-state-v2.hex", NEWEST})
  void everyChangedByteIsNoticed(String file) throws IOException {
    byte[] bytes = published(file);
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 0x40;
      assertThatThrownBy(() -> decoded(damaged))
          .as("byte %d", i)
          .isInstanceOf(UnreadableStateException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"learner-state-v1.hex", "learner-state-v2.hex", NEWEST})
  void everyMissingEndIsNoticed(String file) throws IOException {
    byte[] bytes = published(file);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> decoded(cut))
          .as("%d bytes", length)
          .isInstanceOf(UnreadableStateException.class);
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
    byte[] newest = published(NEWEST);
    byte[] longest = Arrays.copyOf(newest, newest.length + 1);
    longest[newest.length] = more;
    assertThatThrownBy(() -> decoded(longest))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageEndingWith("more follows after its end");
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
    LearnerStateCodec.encode(FULL, new BufferedOutputStream(target));
    assertThat(target.toByteArray()).isEqualTo(published(NEWEST));
  }

  @Test
  void aTensorHasUpToEightDimensions() throws IOException {
    LearnerState most = ofTensor(new Tensor(Collections.nCopies(8, 1), new float[] {7}));
    assertThat(decoded(encoded(most))).isEqualTo(most);
    byte[] more = encoded(ofTensor(new Tensor(Collections.nCopies(9, 1), new float[] {7})));
    assertThatThrownBy(() -> decoded(more))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessage("the saved state is damaged: it claims 9 dimensions of a tensor");
  }

  private static LearnerState ofTensor(Tensor tensor) {
    NetworkState trunk = new NetworkState(1, Map.of("w", tensor), Map.of(), Map.of());
    return new LearnerState(
        7,
        1,
        Map.of("trunk", trunk),
        Map.of(),
        Map.of(),
        Lineage.EMPTY,
        EvaluationState.EMPTY,
        Map.of());
  }

  private static LearnerState earlier(Map<String, Tensor> statistics) {
    return new LearnerState(
        7,
        1,
        Map.of("trunk", network(statistics)),
        Map.of(),
        Map.of("trunk", "adam"),
        new Lineage(List.of(new Lineage.Range("garments", 3, 10, 1L << 33, 99))),
        EvaluationState.EMPTY,
        Map.of());
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
    try (Captured<LearnerState> decoded =
        LearnerStateCodec.decode(inParts, StateMemory.ofDirectBuffers())) {
      assertThat(decoded.get()).isEqualTo(state);
    }
  }

  @Test
  void aTensorThatClaimsMoreThanComesIsRefusedWithoutRoomForIt() throws IOException {
    byte[] bytes = published("learner-state-v2.hex");
    int shape = indexOf(bytes, new byte[] {0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3});
    byte[] claimed = {0, 0, 0, 2, 0, 0, 0x40, 0, 0, 0, 0x40, 0};
    System.arraycopy(claimed, 0, bytes, shape, claimed.length);
    assertThatThrownBy(() -> decoded(bytes))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageContaining("is cut off");
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
    return LearnerStateCodec.decode(new ByteArrayInputStream(bytes), StateMemory.ofDirectBuffers())
        .get();
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
