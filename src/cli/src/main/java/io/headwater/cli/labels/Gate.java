package io.headwater.cli.labels;

import io.headwater.serve.RequestRefusedException;
import io.headwater.serve.RequestRefusedException.Reason;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Optional;

/**
 * Who may ask. Web pages in a browser of this machine may not: they could send labels, too.
 *
 * @param local whether only this machine reaches the server
 * @param secret what requests must know, if there is one
 */
record Gate(boolean local, Optional<Secret> secret) {
  private static final String LOCAL_HOST = "(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1\\])(:\\d+)?";

  /**
   * @throws RequestRefusedException if this request may not
   */
  void require(Context request) {
    String host = request.header("Host");
    if (local && (host == null || !host.matches(LOCAL_HOST))) {
      throw new RequestRefusedException(
          Reason.UNAUTHORISED,
          "the server is for this machine; ask for localhost, or start it with --host and --secret");
    }
    if (secret.isPresent() && !secret.get().isIn(request)) {
      throw new RequestRefusedException(
          Reason.UNAUTHORISED,
          "the secret is missing or wrong: send it in the header %s, or as a password"
              .formatted(Secret.HEADER));
    }
    String type = request.contentType();
    if (request.method() == HandlerType.POST
        && (type == null || !type.matches("application/json\\b.*"))) {
      throw new RequestRefusedException(
          Reason.WRONG_TYPE, "the body is of type %s; it must be application/json".formatted(type));
    }
  }
}
