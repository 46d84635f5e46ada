package io.headwater.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;

/** Writes answers. */
public final class Answers {
  static final String JSON = "application/json";
  static final String BINARY = "application/octet-stream";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Answers() {}

  /** An answer as JSON. */
  public static void json(Context request, Object answer) throws IOException {
    bytes(request, JSON, written(answer));
  }

  /** Whole, and with its length, so that connections can be kept. */
  static void bytes(Context request, String type, byte[] body) throws IOException {
    request.contentType(type);
    request.res().setContentLength(body.length);
    request.res().getOutputStream().write(body);
  }

  /** {@code {"error": ...}}, as the protocol says. */
  public static void refuse(Context request, RequestRefusedException refusal) {
    request.status(refusal.reason().status());
    request.contentType(JSON);
    request.result(written(Map.of("error", String.valueOf(refusal.getMessage()))));
  }

  private static byte[] written(Object answer) {
    try {
      return MAPPER.writeValueAsBytes(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer could not be written as JSON", e);
    }
  }
}
