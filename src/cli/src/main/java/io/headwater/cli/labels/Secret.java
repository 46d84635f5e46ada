package io.headwater.cli.labels;

import io.headwater.cli.BoundedFile;
import io.headwater.cli.CommandFailure;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/** What a request must know. Never shown. */
final class Secret {
  static final String HEADER = "X-Headwater-Secret";

  private static final int MAX_BYTES = 4_096;
  private static final int LEAST_BYTES = 16;

  private final byte[] bytes;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The first line of a file.
   *
   * @throws CommandFailure if there is none, or it is easily guessed
   */
  static Secret read(Path file) {
    String text = new String(BoundedFile.read(file, MAX_BYTES), StandardCharsets.UTF_8);
    byte[] bytes = text.lines().findFirst().orElse("").strip().getBytes(StandardCharsets.UTF_8);
    if (bytes.length < LEAST_BYTES) {
      throw CommandFailure.environment(
          "the first line of %s has %d bytes; a secret needs %d, such as those of: openssl rand -hex 16"
              .formatted(file, bytes.length, LEAST_BYTES),
          null);
    }
    return new Secret(bytes);
  }

  /** Whether the request has it, in its header or as the password of basic authentication. */
  boolean isIn(Context request) {
    return Optional.ofNullable(request.header(HEADER)).filter(this::matches).isPresent()
        || Optional.ofNullable(request.basicAuthCredentials())
            .filter(credentials -> matches(credentials.getPassword()))
            .isPresent();
  }

  private boolean matches(String shown) {
    return MessageDigest.isEqual(bytes, shown.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
