package io.headwater.learning.learner;

import io.headwater.learning.engine.Captured;
import io.headwater.learning.state.PartsWriter;
import io.headwater.learning.state.StateMemory;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The bytes of a learner's state: a magic number, the version of the format, and its parts (see
 * {@link io.headwater.learning.state.PartsReader} and {@link LearnerStateParts}). Versions 1 and 2
 * are read, too. What is read lies outside the heap, so that the heap needs no room for the model.
 */
public final class LearnerStateCodec {
  static final int MAGIC = 0x48574C53;
  static final int VERSION = 3;

  private LearnerStateCodec() {}

  /** Writes a state; whoever owns the target closes it. */
  public static void encode(LearnerState state, OutputStream target) throws IOException {
    DataOutputStream out = new DataOutputStream(target);
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    PartsWriter.write(LearnerStateParts.of(state), out);
    out.flush();
  }

  /**
   * Reads a state.
   *
   * @param source ends after the state
   * @param memory where the tensors lie until the result is closed, which closes the memory
   * @throws io.headwater.learning.state.UnreadableStateException if the bytes are damaged, cut off,
   *     or of a version of the format that is not known here
   */
  public static Captured<LearnerState> decode(InputStream source, StateMemory memory)
      throws IOException {
    return SavedLearnerState.open(source).read(memory);
  }
}
