package io.headwater.cli.labels;

import io.headwater.serve.RequestRefusedException;
import io.headwater.serve.RequestRefusedException.Reason;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Optional;

/**
 * Who may ask. Pages of others in a browser of this machine may not: they can send no JSON here. By
 * which names the server is asked, {@link io.headwater.serve.HostCheck} says.
 *
 * @param secret what requests must know, if there is one
 */
record Gate(Optional<Secret> secret) {
  /**
   * @throws RequestRefusedException if this request may not
   */
  void require(Context request) {
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
