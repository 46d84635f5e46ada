package io.headwater.learning.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.engine.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class PartsReaderTest {
  private static final int MANY = 400_001;

  @Test
  void manyValuesComeBackWhateverStepsTheyAreReadIn() throws IOException {
    double[] numbers = new double[MANY];
    float[] values = new float[MANY];
    Arrays.setAll(numbers, i -> 0.1 * i);
    for (int i = 0; i < values.length; i++) {
      values[i] = -i;
    }
    StatePart part =
        new StatePart(
            "many",
            1,
            Map.of(),
            Map.of(),
            Map.of("a", numbers),
            Map.of("b", new Tensor(List.of(1, MANY), values)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PartsWriter.write(List.of(part), bytes);
    PartsReader reader = PartsReader.open(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(reader.outlines()).containsExactly(part.outline());
    CountedMemory memory = new CountedMemory();
    assertThat(reader.read(memory)).containsExactly(part);
    assertThat(memory.held).as("but for what is read nothing is held").isEqualTo(4L * MANY);
  }

  @Test
  void valuesThatDoNotComeGetNoRoom() throws IOException {
    byte[] tensor = front(out -> outline(out, "part", 0, 536_870_911));
    CountedMemory memory = new CountedMemory();
    assertThatThrownBy(() -> PartsReader.open(new ByteArrayInputStream(tensor)).read(memory))
        .isInstanceOf(EOFException.class);
    assertThat(memory.allocated).isLessThanOrEqualTo(1 << 20);
    byte[] numbers = front(out -> outline(out, "part", 268_435_455, 0));
    assertThatThrownBy(() -> PartsReader.open(new ByteArrayInputStream(numbers)).read(memory))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void whatCanNotBeIsRefusedInWords() throws IOException {
    assertRefused(out -> outline(out, "part", 268_435_456, 0), "it claims 268435456 numbers");
    assertRefused(out -> outline(out, "part", 0, 536_870_912), "it claims 536870912 values");
    assertRefused(out -> outline(out, "", 0, 0), "a part of a state has a name");
    assertRefused(out -> out.writeInt(7), "it claims 7 parts");
    assertRefused(
        out -> {
          out.writeInt(2);
          partOutline(out, "part", 0, 0);
          partOutline(out, "part", 0, 0);
        },
        "it claims one name twice");
    assertRefused(
        out -> {
          outline(out, "part", 0, 0);
          out.writeByte(0);
        },
        "it claims 1 bytes too many");
  }

  @Test
  void aPartThatIsDamagedIsNamed() throws IOException {
    StatePart part =
        new StatePart("drift", 1, Map.of(), Map.of(), Map.of("a", new double[] {1}), Map.of());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PartsWriter.write(List.of(part), bytes);
    byte[] damaged = bytes.toByteArray();
    damaged[damaged.length - 5]++;
    PartsReader reader = PartsReader.open(new ByteArrayInputStream(damaged));
    assertThatThrownBy(() -> reader.read(new CountedMemory()))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageContaining("the checksum of its part 'drift' is ");
  }

  @Test
  void aFrontThatClaimsTooMuchIsRefused() {
    byte[] bytes = {0x7F, 0, 0, 0};
    assertThatThrownBy(() -> PartsReader.open(new ByteArrayInputStream(bytes)))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageContaining("its front claims 2130706432 bytes");
  }

  private static void assertRefused(Front front, String message) throws IOException {
    byte[] bytes = front(front);
    assertThatThrownBy(() -> PartsReader.open(new ByteArrayInputStream(bytes)))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageContaining(message);
  }

  /** A front whose length and checksum are right, and nothing after it. */
  private static byte[] front(Front front) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    front.write(new DataOutputStream(body));
    CRC32C checksum = new CRC32C();
    checksum.update(body.toByteArray());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(body.size());
    body.writeTo(out);
    out.writeInt((int) checksum.getValue());
    return bytes.toByteArray();
  }

  private static void outline(DataOutputStream out, String name, int numbers, int values)
      throws IOException {
    out.writeInt(1);
    partOutline(out, name, numbers, values);
  }

  private static void partOutline(DataOutputStream out, String name, int numbers, int values)
      throws IOException {
    text(out, name);
    out.writeInt(1);
    out.writeInt(0);
    out.writeInt(0);
    out.writeInt(1);
    text(out, "numbers");
    out.writeInt(numbers);
    out.writeInt(1);
    text(out, "tensor");
    out.writeInt(1);
    out.writeInt(values);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    out.writeInt(text.length());
    out.writeBytes(text);
  }

  private interface Front {
    void write(DataOutputStream out) throws IOException;
  }

  /** How much is held now, and was allocated in all. */
  private static final class CountedMemory implements StateMemory {
    private final StateMemory memory = StateMemory.ofDirectBuffers();
    private long held;
    private long allocated;

    @Override
    public Block allocate(int bytes) {
      held += bytes;
      allocated += bytes;
      Block block = memory.allocate(bytes);
      return new Block() {
        @Override
        public ByteBuffer bytes() {
          return block.bytes();
        }

        @Override
        public void free() {
          held -= bytes;
          block.free();
        }
      };
    }

    @Override
    public void close() {
      memory.close();
    }
  }
}
