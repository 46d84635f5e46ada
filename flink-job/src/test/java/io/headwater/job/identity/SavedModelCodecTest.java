package io.headwater.job.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SavedModelCodecTest {
  /** As version 1 of the format was written. */
  private static final String VERSION_1 =
      "4857534d00000001000000b60000000766617368696f6e000000067365636f6e6400000005666972"
          + "737400000000000000060000000000000009000000000000005a000000000000005f000000020000"
          + "000001000000056c656e6574000000010000001c0000001400000002000000076761726d656e7400"
          + "00000e636c617373696669636174696f6e3fe0000000000000000000020000000473686f65000000"
          + "036261670000000565646765730000000565646765733fd0000000000000000000001a449935";

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
          .isInstanceOf(IOException.class);
      byte[] cut = Arrays.copyOf(whole, at);
      assertThatThrownBy(() -> SavedModelCodec.decode(stream(cut)))
          .as("cut at %d", at)
          .isInstanceOf(IOException.class);
    }
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
