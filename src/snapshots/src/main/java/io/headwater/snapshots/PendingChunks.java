package io.headwater.snapshots;

import io.headwater.learning.model.Sha256;
import io.headwater.snapshots.Assembly.Reason;
import io.headwater.snapshots.Assembly.Refused;
import io.headwater.snapshots.Assembly.Verified;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The chunks of a snapshot whose manifest has not come yet. */
final class PendingChunks {
  private final long version;
  private final SnapshotLimits limits;
  private final Map<Integer, ByteBuffer> chunks = new HashMap<>();
  private long bytes;
  private boolean tooLarge;

  PendingChunks(long version, SnapshotLimits limits) {
    this.version = version;
    this.limits = limits;
  }

  long version() {
    return version;
  }

  /** Of a chunk that comes again, the last one counts. Lets go of all once there is too much. */
  void put(int index, ByteBuffer data) {
    if (tooLarge) {
      return;
    }
    ByteBuffer previous = chunks.put(index, data);
    bytes += data.remaining() - (previous == null ? 0 : previous.remaining());
    if (bytes > limits.maxPayloadBytes() || chunks.size() > limits.maxChunks()) {
      tooLarge = true;
      chunks.clear();
    }
  }

  /** Verified if the chunks are what the manifest says, else refused. */
  Assembly complete(Manifest manifest) {
    PayloadDigest expected = manifest.payload();
    List<String> digests = expected.chunkSha256();
    if (tooLarge
        || expected.bytes() > limits.maxPayloadBytes()
        || digests.size() > limits.maxChunks()) {
      return refused(
          Reason.TOO_LARGE,
          "%d bytes in %d chunks are announced; the limits are %d bytes in %d chunks"
              .formatted(
                  expected.bytes(), digests.size(), limits.maxPayloadBytes(), limits.maxChunks()));
    }
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
      length += chunk.remaining();
    }
    if (length != expected.bytes()) {
      return refused(
          Reason.WRONG_LENGTH,
          "the chunks have " + length + " bytes; the manifest says " + expected.bytes());
    }
    byte[] payload = payload(digests.size(), (int) length);
    if (!Sha256.hex(ByteBuffer.wrap(payload)).equals(expected.sha256())) {
      return refused(Reason.DIGEST_MISMATCH, "the whole payload has another digest");
    }
    return new Verified(new Snapshot(manifest, payload));
  }

  private byte[] payload(int count, int length) {
    ByteBuffer payload = ByteBuffer.allocate(length);
    for (int index = 0; index < count; index++) {
      ByteBuffer chunk = chunks.get(index);
      if (chunk != null) {
        payload.put(chunk.duplicate());
      }
    }
    return payload.array();
  }

  private Refused refused(Reason reason, String what) {
    return new Refused(reason, "snapshot version " + version + ": " + what);
  }
}
