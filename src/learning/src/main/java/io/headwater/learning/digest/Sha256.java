package io.headwater.learning.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4). */
public final class Sha256 {
  public static final int BYTES = 32;
  private static final int SLICE_BYTES = 1 << 20;

  private Sha256() {}

  /** For bytes that come piece by piece. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public static byte[] of(ByteBuffer bytes) {
    MessageDigest digest = digest();
    // The JVM can't stop for its garbage collector within one update, so updates are short.
    ByteBuffer rest = bytes.duplicate();
    while (rest.hasRemaining()) {
      int length = Math.min(SLICE_BYTES, rest.remaining());
      digest.update(rest.slice(rest.position(), length));
      rest.position(rest.position() + length);
    }
    return digest.digest();
  }

  /** Of the text in UTF-8, 64 lower-case hexadecimal digits. */
  public static String hex(String text) {
    return hex(StandardCharsets.UTF_8.encode(text));
  }

  /** 64 lower-case hexadecimal digits. */
  public static String hex(ByteBuffer bytes) {
    return HexFormat.of().formatHex(of(bytes));
  }
}
