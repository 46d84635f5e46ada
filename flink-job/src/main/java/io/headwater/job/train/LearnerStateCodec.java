package io.headwater.job.train;

import io.headwater.learning.engine.LearnerState;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The bytes of a learner's state in a checkpoint: a magic number, the version of the format, the
 * state, and the CRC-32C of all that. Numbers are big-endian, texts UTF-8 after their length. They
 * are cut into chunks of up to 4 MiB, so that no array grows with the model.
 */
final class LearnerStateCodec {
  static final int CHUNK_BYTES = 4 << 20;

  private static final int MAGIC = 0x48574C53;
  private static final int VERSION = 1;

  private LearnerStateCodec() {}

  static List<byte[]> encode(LearnerState state) throws IOException {
    ChunkOutputStream chunks = new ChunkOutputStream(CHUNK_BYTES);
    CRC32C checksum = new CRC32C();
    DataOutputStream out = new DataOutputStream(new CheckedOutputStream(chunks, checksum));
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    new LearnerStateWriter(out).write(state);
    out.writeInt((int) checksum.getValue());
    return chunks.finish();
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
    if (version != VERSION) {
      throw new IOException(
          "the learner's state is in version "
              + version
              + " of its format; this job reads version "
              + VERSION
              + ". Run the job that wrote it, or a newer one");
    }
    LearnerState state = new LearnerStateReader(in, bytes::remaining).read();
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
