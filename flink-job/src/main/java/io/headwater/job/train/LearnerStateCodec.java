package io.headwater.job.train;

import io.headwater.job.identity.UnreadableStateException;
import io.headwater.learning.engine.Captured;
import io.headwater.learning.learner.LearnerState;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The bytes of a learner's state in a checkpoint: a magic number, the version of the format, the
 * state, and the CRC-32C of all that. Numbers are big-endian, but the values of tensors
 * little-endian, as processors have them; texts are UTF-8 after their length. What is read lies in
 * native memory, so that the heap needs no room for the model.
 */
final class LearnerStateCodec {
  private static final int MAGIC = 0x48574C53;
  private static final int VERSION = 2;

  private LearnerStateCodec() {}

  static void encode(LearnerState state, OutputStream target) throws IOException {
    CRC32C checksum = new CRC32C();
    DataOutputStream out = new DataOutputStream(new CheckedOutputStream(target, checksum));
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    new LearnerStateWriter(out).write(state);
    out.writeInt((int) checksum.getValue());
    out.flush();
  }

  /**
   * Reads a state, which lies in memory of its own until it is closed.
   *
   * @param source ends after the state
   * @throws IOException if the bytes are not those of a state in a known version of the format
   */
  static Captured<LearnerState> decode(InputStream source) throws IOException {
    NativeBuffer memory = new NativeBuffer();
    try {
      return new Captured<>(decode(source, memory), memory::close);
    } catch (IOException | RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  private static LearnerState decode(InputStream source, NativeBuffer memory) throws IOException {
    CRC32C checksum = new CRC32C();
    DataInputStream in =
        new DataInputStream(new CheckedInputStream(new BufferedInputStream(source), checksum));
    int magic = in.readInt();
    if (magic != MAGIC) {
      throw new UnreadableStateException(
          "a learner's state begins with %08x; these bytes begin with %08x"
              .formatted(MAGIC, magic));
    }
    int version = in.readInt();
    if (version < 1 || version > VERSION) {
      throw new UnreadableStateException(
          "the learner's state is in version "
              + version
              + " of its format; this job reads versions 1 to "
              + VERSION
              + ". Run the job that wrote it, or a newer one");
    }
    LearnerState state = new LearnerStateReader(in, version, memory).read();
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
}
