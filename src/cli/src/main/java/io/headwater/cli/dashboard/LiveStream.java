package io.headwater.cli.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Server-sent events (WHATWG HTML, section 9.2): first the whole board, then each change, one JSON
 * object a message. A page that was too slow is let go; its browser asks again.
 */
final class LiveStream {
  static final String PATH = "/live";

  /** The whole board, once, as JSON. */
  static final String STILL_PATH = "/board.json";

  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final String TYPE = "text/event-stream";
  private static final int TOO_MANY = 503;

  private final ObjectMapper json = new ObjectMapper();
  private final Board board;

  LiveStream(Board board) {
    this.board = board;
  }

  void serveStill(Answer answer) throws IOException {
    byte[] still = json.writeValueAsBytes(board.view());
    answer.send(Optional.of(new PageFile("application/json", PageFile.NOT_KEPT, still)));
  }

  /** Serves until the page is closed. */
  void serve(Answer answer) throws IOException {
    Optional<Audience.Listener> joined = board.join();
    if (joined.isEmpty()) {
      answer.refuse(TOO_MANY, "too many pages are open; close one");
      return;
    }
    try (Audience.Listener listener = joined.get();
        OutputStream out = answer.stream(TYPE)) {
      while (!listener.isLost()) {
        String message =
            listener.next(PAUSE).map(json -> "data: " + json + "\n\n").orElse(": still here\n\n");
        out.write(message.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
