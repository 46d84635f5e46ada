package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.digest.Sha256;
import io.headwater.snapshots.Assembly.Reason;
import io.headwater.snapshots.Assembly.Refused;
import io.headwater.snapshots.Assembly.Verified;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The chunks of a snapshot whose manifest has not come yet. */
final class PendingChunks {
  private final long version;
  private final SnapshotLimits limits;
  private final ChunkBudget budget;
  private final Map<Integer, ByteBuffer> chunks = new HashMap<>();
  private long bytes;
  private boolean dropped;

  PendingChunks(long version, SnapshotLimits limits, ChunkBudget budget) {
    this.version = version;
    this.limits = limits;
    this.budget = budget;
  }

  long version() {
    return version;
  }

  long bytes() {
    return bytes;
  }

  int count() {
    return chunks.size();
  }

  /** Of a chunk that comes again, the last one counts. */
  void put(int index, ByteBuffer data) {
    if (dropped) {
      return;
    }
    ByteBuffer previous = chunks.put(index, data);
    bytes += data.remaining() - (previous == null ? 0 : previous.remaining());
    budget.grew(this);
  }

  /** Lets go of all chunks, and takes no more: there is too much. */
  void drop() {
    dropped = true;
    bytes = 0;
    chunks.clear();
  }

  /** Verified if the chunks are what the manifest says, else refused. Lets go of all chunks. */
  Assembly complete(Manifest manifest) {
    try {
      return assemble(manifest);
    } finally {
      budget.forget(this);
      drop();
    }
  }

  private Assembly assemble(Manifest manifest) {
    PayloadDigest expected = manifest.payload();
    List<String> digests = expected.chunkSha256();
    if (dropped
        || expected.bytes() > limits.maxPayloadBytes()
        || digests.size() > limits.maxChunks()) {
      return refused(
          Reason.TOO_LARGE,
          "%d bytes in %d chunks are announced; the limits, also of all that is unfinished, are %d bytes in %d chunks (see SnapshotLimits)"
              .formatted(
                  expected.bytes(), digests.size(), limits.maxPayloadBytes(), limits.maxChunks()));
    }
    MessageDigest whole = Sha256.digest();
    long length = 0;
    for (int index = 0; index < digests.size(); index++) {
      ByteBuffer chunk = chunks.get(index);
      if (chunk == null) {
        return refused(
            Reason.MISSING_CHUNK, "chunk " + index + " of " + digests.size() + " did not come");
      }
      if (!Sha256.hex(chunk).equals(digests.get(index))) {
        return refused(
            Reason.DIGEST_MISMATCH, "chunk " + index + " of " + digests.size() + " is damaged");
      }
      whole.update(chunk.duplicate());
      length += chunk.remaining();
    }
    if (length != expected.bytes()) {
      return refused(
          Reason.WRONG_LENGTH,
          "the chunks have " + length + " bytes; the manifest says " + expected.bytes());
    }
    if (!HexFormat.of().formatHex(whole.digest()).equals(expected.sha256())) {
      return refused(Reason.DIGEST_MISMATCH, "the whole payload has another digest");
    }
    return new Verified(new Snapshot(manifest, payload(digests.size(), (int) length)));
  }

  /** Lets go of each chunk as soon as it is copied. */
  private byte[] payload(int count, int length) {
    ByteBuffer payload = ByteBuffer.allocate(length);
    for (int index = 0; index < count; index++) {
      payload.put(requireNonNull(chunks.remove(index)));
    }
    return payload.array();
  }

  private Refused refused(Reason reason, String what) {
    return new Refused(reason, "snapshot version " + version + ": " + what);
  }
}
