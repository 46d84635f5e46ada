package io.headwater.cli.dashboard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The answer to one request. Nothing from elsewhere may run on the page, or frame it. */
final class Answer {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNKNOWN_LENGTH = 0;

  private final HttpExchange exchange;

  Answer(HttpExchange exchange) {
    this.exchange = exchange;
  }

  void send(Optional<PageFile> file) throws IOException {
    if (file.isEmpty()) {
      refuse(NOT_FOUND, "there is nothing at this address");
      return;
    }
    begin(OK, file.get().type(), file.get().caching(), file.get().bytes().length);
    try (exchange;
        OutputStream body = exchange.getResponseBody()) {
      body.write(file.get().bytes());
    }
  }

  /** Refuses the request with a status of HTTP. */
  void refuse(int status, String sentence) throws IOException {
    byte[] bytes = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
    begin(status, "text/plain; charset=utf-8", PageFile.NOT_KEPT, bytes.length);
    try (exchange;
        OutputStream body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  /** Begins an answer that goes on; to be closed. */
  OutputStream stream(String type) throws IOException {
    begin(OK, type, PageFile.NOT_KEPT, UNKNOWN_LENGTH);
    return exchange.getResponseBody();
  }

  private void begin(int status, String type, String caching, long length) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Cache-Control", caching);
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    exchange.sendResponseHeaders(status, length);
  }
}
