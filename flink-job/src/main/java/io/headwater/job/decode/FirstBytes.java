package io.headwater.job.decode;

import java.util.Arrays;
import java.util.HexFormat;

/** Shows what a file begins with. */
final class FirstBytes {
  private static final int SHOWN = 8;

  private FirstBytes() {}

  static String of(byte[] file) {
    return file.length == 0
        ? "nothing: it is empty"
        : HexFormat.ofDelimiter(" ")
            .withUpperCase()
            .formatHex(Arrays.copyOf(file, Math.min(SHOWN, file.length)));
  }
}
