package io.headwater.snapshots;

import io.headwater.learning.model.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What vouches for a snapshot's payload. Digests are SHA-256 in 64 lower-case hexadecimal digits.
 *
 * @param format "onnx"
 * @param bytes the payload's length, over 0
 * @param sha256 of the whole payload
 * @param chunkSha256 of each chunk, in order, at least one
 */
public record PayloadDigest(String format, long bytes, String sha256, List<String> chunkSha256) {
  public static final String ONNX = "onnx";

  public PayloadDigest {
    chunkSha256 = List.copyOf(chunkSha256);
    if (!format.equals(ONNX)) {
      throw new IllegalArgumentException(
          "payload format is '" + format + "'; this version reads '" + ONNX + "'");
    }
    if (bytes < 1) {
      throw new IllegalArgumentException("payload length is " + bytes + "; it must be over 0");
    }
    if (chunkSha256.isEmpty()) {
      throw new IllegalArgumentException("a payload has at least one chunk");
    }
    requireDigest(sha256);
    chunkSha256.forEach(PayloadDigest::requireDigest);
  }

  /** Views of the payload; all but the last have chunkBytes bytes. */
  static List<ByteBuffer> chunks(byte[] payload, int chunkBytes) {
    List<ByteBuffer> chunks = new ArrayList<>();
    ByteBuffer rest = ByteBuffer.wrap(payload);
    while (rest.hasRemaining()) {
      int length = Math.min(chunkBytes, rest.remaining());
      chunks.add(rest.slice(rest.position(), length));
      rest.position(rest.position() + length);
    }
    return chunks;
  }

  static PayloadDigest of(byte[] payload, int chunkBytes) {
    List<String> digests = new ArrayList<>();
    for (ByteBuffer chunk : chunks(payload, chunkBytes)) {
      digests.add(Sha256.hex(chunk));
    }
    return new PayloadDigest(ONNX, payload.length, Sha256.hex(ByteBuffer.wrap(payload)), digests);
  }

  private static void requireDigest(String digest) {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "digest '" + digest + "' must have 64 lower-case hexadecimal digits");
    }
  }
}
