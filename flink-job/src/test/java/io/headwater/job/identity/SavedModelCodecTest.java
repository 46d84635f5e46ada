package io.headwater.job.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.state.UnreadableStateException;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedModelCodecTest {
  /** As version 1 of the format was written. */
  private static final String VERSION_1 =
      "4857534d00000001000000b60000000766617368696f6e000000067365636f6e6400000005666972"
          + "737400000000000000060000000000000009000000000000005a000000000000005f000000020000"
          + "000001000000056c656e6574000000010000001c0000001400000002000000076761726d656e7400"
          + "00000e636c617373696669636174696f6e3fe0000000000000000000020000000473686f65000000"
          + "036261670000000565646765730000000565646765733fd0000000000000000000001a449935";

  private static final int MAX_BYTES = 16 << 20;

  /** Magic number, version and length before the model, and the checksum after it. */
  private static final int FRAME_BYTES = 16;

  private static final SavedModel MODEL =
      new SavedModel(
          new ModelIdentity("fashion", "second", new LineageVersion("first", 6)),
          new ModelDescription(
              "lenet",
              new ImageShape(1, 28, 20),
              List.of(
                  new Task("garment", TaskKind.CLASSIFICATION, 0.5, List.of("shoe", "bag")),
                  new Task("edges", TaskKind.EDGES, 0.25, List.of()))),
          9,
          90,
          95,
          1L << 33);

  @Test
  void version1IsWrittenAndReadByteForByte() throws IOException {
    byte[] published = HexFormat.of().parseHex(VERSION_1);
    assertThat(SavedModelCodec.decode(stream(published))).contains(MODEL);
    assertThat(HexFormat.of().formatHex(encoded(MODEL))).isEqualTo(VERSION_1);
  }

  @Test
  void whatFollowsIsLeftToBeRead() throws IOException {
    byte[] model =
        encoded(new SavedModel(ModelIdentity.withoutLineage("fashion"), null, 0, 0, 0, 0));
    byte[] both = Arrays.copyOf(model, model.length + 1);
    both[model.length] = 42;
    PushbackInputStream in = stream(both);
    assertThat(SavedModelCodec.decode(in)).get().hasToString("step 0, 0 examples, version 0");
    assertThat(in.readAllBytes()).containsExactly(42);
  }

  @Test
  void aStateThatBeginsWithSomethingElseIsLeftAsItIs() throws IOException {
    for (int length : new int[] {0, 3, 4, 9}) {
      byte[] earlier = "HWLS12345".substring(0, length).getBytes("US-ASCII");
      PushbackInputStream in = stream(earlier);
      assertThat(SavedModelCodec.decode(in)).isEmpty();
      assertThat(in.readAllBytes()).isEqualTo(earlier);
    }
  }

  @Test
  void anyByteThatIsFlippedOrMissingIsNoticed() throws IOException {
    byte[] whole = encoded(MODEL);
    for (int at = Integer.BYTES; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) 0x81;
      assertThatThrownBy(() -> SavedModelCodec.decode(stream(flipped)))
          .as("byte %d", at)
          .isInstanceOf(UnreadableStateException.class);
      byte[] cut = Arrays.copyOf(whole, at);
      assertThatThrownBy(() -> SavedModelCodec.decode(stream(cut)))
          .as("cut at %d", at)
          .isInstanceOf(UnreadableStateException.class);
    }
  }

  @Test
  void allIsWrittenWhenEncodingEnds() throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    SavedModelCodec.encode(MODEL, new BufferedOutputStream(target));
    assertThat(HexFormat.of().formatHex(target.toByteArray())).isEqualTo(VERSION_1);
  }

  @Test
  void aModelOf16MebibytesIsTheLargest() throws IOException {
    int fixed = encoded(named("")).length - FRAME_BYTES;
    SavedModel largest = named("a".repeat(MAX_BYTES - fixed));
    assertThat(SavedModelCodec.decode(stream(encoded(largest)))).contains(largest);
    assertThatThrownBy(() -> encoded(named(largest.identity().model() + "a")))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageContaining("it has 16777217 bytes, more than 16777216");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, MAX_BYTES + 1, Integer.MAX_VALUE})
  void anImpossibleLengthIsNotBelieved(int length) {
    byte[] header = ByteBuffer.allocate(12).putInt(0x4857534d).putInt(1).putInt(length).array();
    assertThatThrownBy(() -> SavedModelCodec.decode(stream(header)))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessage("the saved model is damaged: it has " + length + " bytes");
  }

  /** Its checksum is right. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 5, Integer.MAX_VALUE})
  void aTextThatIsLongerThanWhatFollowsIsNotBelieved(int length) {
    byte[] body = ByteBuffer.allocate(8).putInt(length).array();
    assertThatThrownBy(() -> SavedModelCodec.decode(stream(framed(body))))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessage("the saved model is damaged: it has " + length + " bytes of a text");
  }

  /** Its checksum is right. */
  @Test
  void whatFollowsInTheModelItselfIsNotPassedOver() throws IOException {
    byte[] whole = encoded(MODEL);
    byte[] more = Arrays.copyOfRange(whole, 12, whole.length - Integer.BYTES + 1);
    assertThatThrownBy(() -> SavedModelCodec.decode(stream(framed(more))))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessage("the saved model is damaged: it has 1 bytes too many");
  }

  private static SavedModel named(String model) {
    return new SavedModel(ModelIdentity.withoutLineage(model), null, 0, 0, 0, 0);
  }

  private static byte[] framed(byte[] body) {
    CRC32C checksum = new CRC32C();
    checksum.update(body);
    return ByteBuffer.allocate(FRAME_BYTES + body.length)
        .putInt(0x4857534d)
        .putInt(1)
        .putInt(body.length)
        .put(body)
        .putInt((int) checksum.getValue())
        .array();
  }

  private static byte[] encoded(SavedModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SavedModelCodec.encode(model, out);
    return out.toByteArray();
  }

  private static PushbackInputStream stream(byte[] bytes) {
    return SavedModelCodec.readable(new ByteArrayInputStream(bytes));
  }
}
