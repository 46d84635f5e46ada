package io.headwater.cli.produce;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The lines of a text file in UTF-8, each of a bounded length. */
final class LineReader implements Closeable {
  /** The longest line that is kept. */
  static final int MAX_BYTES = 1 << 20;

  private static final int END = -1;
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final InputStream in;
  private long number;

  /**
   * @param number from 1
   * @param text without its end; the beginning of a line that is too long
   * @param whole whether it is not too long
   */
  record Line(long number, String text, boolean whole) {}

  private LineReader(InputStream in) {
    this.in = in;
  }

  static LineReader open(Path file) throws IOException {
    return new LineReader(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }

  /** The next line; empty at the end of the file. */
  Optional<Line> next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    boolean whole = true;
    int read = in.read();
    if (read == END) {
      return Optional.empty();
    }
    for (; read != '\n' && read != END; read = in.read()) {
      if (bytes.size() < MAX_BYTES) {
        bytes.write(read);
      } else {
        whole = false;
      }
    }
    number++;
    String text = bytes.toString(StandardCharsets.UTF_8);
    if (number == 1 && text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(BYTE_ORDER_MARK.length());
    }
    return Optional.of(new Line(number, text.endsWith("\r") ? chopped(text) : text, whole));
  }

  private static String chopped(String text) {
    return text.substring(0, text.length() - 1);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
