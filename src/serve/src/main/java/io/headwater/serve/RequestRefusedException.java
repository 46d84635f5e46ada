package io.headwater.serve;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request is not answered; the message is one sentence that says why, and what would be right.
 */
public final class RequestRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Characters of a message: what it quotes may be long. */
  private static final int LONGEST = 500;

  private final Reason reason;

  /** Why, with the status of HTTP that says so. */
  public enum Reason {
    /** The request is none of the protocol's, or does not fit the model. */
    WRONG_REQUEST(400),
    /** It does not have the secret that is asked for. */
    UNAUTHORISED(401),
    /** It is for a host that this server does not answer to. */
    WRONG_HOST(421),
    /** There is no such model or version here, or no such path. */
    NOT_FOUND(404),
    /** The path is asked with another method. */
    WRONG_METHOD(405),
    /** The body does not come, or comes too slowly. */
    TOO_SLOW(408),
    /** The body is longer than is taken. */
    TOO_LARGE(413),
    /** The body's encoding or type is not read here. */
    WRONG_TYPE(415),
    /** There is no model yet. */
    NOT_READY(503),
    /** Too much is waiting already. */
    BUSY(503),
    /** Our fault. */
    FAILED(500);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    public int status() {
      return status;
    }
  }

  public RequestRefusedException(Reason reason, String message) {
    super(onOneLine(message), null, false, false);
    this.reason = requireNonNull(reason);
  }

  public static RequestRefusedException wrong(String message, @Nullable Object... values) {
    return new RequestRefusedException(
        Reason.WRONG_REQUEST, String.format(Locale.ROOT, message, values));
  }

  public Reason reason() {
    return reason;
  }

  private static String onOneLine(String message) {
    String line = message.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }
}
