package io.headwater.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A request that is written byte by byte, as no client of HTTP does. */
record SlowBody(Socket socket) implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20;
  private static final int ANSWER_MILLIS = 30_000;

  /** Begins an inference request, and leaves it so. */
  static SlowBody begin(TestServer server, String header, String bodyBegin) throws IOException {
    return send(
        server,
        "POST /v2/models/garments/infer HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n%s"
            .formatted(header, bodyBegin));
  }

  /** The whole answer to a request with that header {@code Host}. */
  static String get(TestServer server, String host) throws IOException {
    try (SlowBody request =
        send(server, "GET /v2 HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host))) {
      return request.answer();
    }
  }

  /** Sends a byte at a time, slowly, until the server answers, and returns the answer. */
  String trickleUntilAnswered() throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    for (int i = 0; i < ANSWER_MILLIS / PATIENCE_MILLIS; i++) {
      socket.getOutputStream().write(' ');
      try {
        int first = socket.getInputStream().read();
        return first < 0 ? "" : (char) first + answer();
      } catch (SocketTimeoutException e) {
        // Not yet.
      }
    }
    throw new AssertionError("the server waits on");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static SlowBody send(TestServer server, String begin) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port());
    socket.setSoTimeout(ANSWER_MILLIS);
    socket.getOutputStream().write(begin.getBytes(UTF_8));
    return new SlowBody(socket);
  }

  private String answer() throws IOException {
    socket.setSoTimeout(ANSWER_MILLIS);
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }
}
