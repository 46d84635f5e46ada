package io.headwater.job.train;

import io.headwater.learning.engine.LearnerState;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The bytes of a learner's state in a checkpoint: a magic number, the version of the format, the
 * state, and the CRC-32C of all that. Numbers are big-endian, but the values of tensors
 * little-endian, as processors have them; texts are UTF-8 after their length. What is read comes in
 * chunks, so that no array grows with the model.
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
   * @throws IOException if the bytes are not those of a state in a known version of the format
   */
  static LearnerState decode(List<byte[]> chunks) throws IOException {
    ChunkInputStream bytes = new ChunkInputStream(chunks);
    CRC32C checksum = new CRC32C();
    DataInputStream in = new DataInputStream(new CheckedInputStream(bytes, checksum));
    int magic = in.readInt();
    if (magic != MAGIC) {
      throw new IOException(
          "a learner's state begins with %08x; these bytes begin with %08x"
              .formatted(MAGIC, magic));
    }
    int version = in.readInt();
    if (version < 1 || version > VERSION) {
      throw new IOException(
          "the learner's state is in version "
              + version
              + " of its format; this job reads versions 1 to "
              + VERSION
              + ". Run the job that wrote it, or a newer one");
    }
    LearnerState state = new LearnerStateReader(in, version, bytes::remaining).read();
    int expected = (int) checksum.getValue();
    int actual = in.readInt();
    if (actual != expected || bytes.remaining() != 0) {
      throw new IOException(
          "the learner's state is damaged: its checksum is %08x, its bytes give %08x, %d bytes follow"
              .formatted(actual, expected, bytes.remaining()));
    }
    return state;
  }
}
