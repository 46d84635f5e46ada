package io.headwater.bench.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.learning.task.ImageShape;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Sends one inference request again and again over one connection of HTTP/1.1, with binary tensors.
 * Does as little as it can, as it takes its time from the server on the same machine.
 */
final class HttpInference implements Client {
  private static final int BUFFER = 1 << 16;
  private static final String LENGTH = "content-length: ";

  private final Socket socket;
  private final InputStream in;
  private final byte[] request;

  /**
   * @param request see {@link #request}
   */
  HttpInference(int port, byte[] request) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    this.request = request;
  }

  /** All bytes of a request for the outputs, which come back binary. */
  static byte[] request(
      String model, byte[] images, int count, ImageShape shape, List<String> outputs) {
    String wanted =
        outputs.stream()
            .map("{\"name\":\"%s\",\"parameters\":{\"binary_data\":true}}"::formatted)
            .collect(Collectors.joining(","));
    byte[] json =
        ("{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[%d,%d,%d,%d],"
                + "\"parameters\":{\"binary_data_size\":%d}}],\"outputs\":[%s]}")
            .formatted(
                count, shape.channels(), shape.height(), shape.width(), images.length, wanted)
            .getBytes(UTF_8);
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(
        ("POST /v2/models/%s/infer HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/octet-stream\r\n"
                + "Inference-Header-Content-Length: %d\r\nContent-Length: %d\r\n\r\n")
            .formatted(model, json.length, json.length + images.length)
            .getBytes(ISO_8859_1));
    request.writeBytes(json);
    request.writeBytes(images);
    return request.toByteArray();
  }

  @Override
  public void call() throws IOException {
    socket.getOutputStream().write(request);
    String status = line();
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    byte[] body = in.readNBytes(length);
    if (!status.startsWith("HTTP/1.1 200 ")) {
      throw new IOException(status + ": " + new String(body, UTF_8));
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int each = in.read(); each != '\n'; each = in.read()) {
      if (each < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (each != '\r') {
        line.append((char) each);
      }
    }
    return line.toString();
  }
}
