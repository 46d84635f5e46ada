package io.headwater.snapshots;

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

  private static void requireDigest(String digest) {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "digest '" + digest + "' must have 64 lower-case hexadecimal digits");
    }
  }
}
