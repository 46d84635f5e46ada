package io.headwater.learning.learner;

import io.headwater.learning.engine.Captured;
import io.headwater.learning.state.PartsReader;
import io.headwater.learning.state.StateMemory;
import io.headwater.learning.state.UnreadableStateException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/** A saved state of a learner, of which what it has is known, but not its values yet. */
public final class SavedLearnerState {
  private final DataInputStream in;
  private final CRC32C checksum;
  private final int version;
  private final @Nullable PartsReader parts;

  private SavedLearnerState(
      DataInputStream in, CRC32C checksum, int version, @Nullable PartsReader parts) {
    this.in = in;
    this.checksum = checksum;
    this.version = version;
    this.parts = parts;
  }

  /**
   * Reads what a state has, but not its values yet.
   *
   * @param source ends after the state
   * @throws UnreadableStateException if the bytes are not those of a state in a known version of
   *     the format
   */
  public static SavedLearnerState open(InputStream source) throws IOException {
    CRC32C checksum = new CRC32C();
    DataInputStream in =
        new DataInputStream(new CheckedInputStream(new BufferedInputStream(source), checksum));
    try {
      int magic = in.readInt();
      if (magic != LearnerStateCodec.MAGIC) {
        throw new UnreadableStateException(
            "a learner's state begins with %08x; these bytes begin with %08x"
                .formatted(LearnerStateCodec.MAGIC, magic));
      }
      int version = in.readInt();
      if (version < 1 || version > LearnerStateCodec.VERSION) {
        throw new UnreadableStateException(
            "the learner's state is in version "
                + version
                + " of its format; this job reads versions 1 to "
                + LearnerStateCodec.VERSION
                + ". Run the job that wrote it, or a newer one");
      }
      PartsReader parts = version == LearnerStateCodec.VERSION ? PartsReader.open(in) : null;
      return new SavedLearnerState(in, checksum, version, parts);
    } catch (EOFException e) {
      throw cutOff(e);
    }
  }

  /** What the state has; empty if the format tells that only with all values. */
  public Optional<StateOutline> outline() {
    return Optional.ofNullable(parts).map(PartsReader::outlines).map(StateOutline::of);
  }

  /**
   * Reads the values, once.
   *
   * @param memory where the tensors lie until the result is closed, which closes the memory
   * @throws UnreadableStateException if the bytes are damaged or cut off
   */
  public Captured<LearnerState> read(StateMemory memory) throws IOException {
    try {
      LearnerState state =
          parts == null ? readEarlier(memory) : LearnerStateParts.state(parts.read(memory));
      return new Captured<>(state, memory::close);
    } catch (EOFException e) {
      memory.close();
      throw cutOff(e);
    } catch (IOException | RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  private LearnerState readEarlier(StateMemory memory) throws IOException {
    LearnerState state = new EarlierStateReader(in, version, memory).read();
    int expected = (int) checksum.getValue();
    int actual = in.readInt();
    boolean ends = in.read() < 0;
    if (actual != expected || !ends) {
      throw new UnreadableStateException(
          "the learner's state is damaged: its checksum is %08x, its bytes give %08x, and %s follows"
              .formatted(actual, expected, ends ? "nothing" : "more"));
    }
    return state;
  }

  private static UnreadableStateException cutOff(EOFException e) {
    return new UnreadableStateException(
        "the learner's state is cut off: its bytes end before it does", e);
  }
}
