package io.headwater.embedded;

/** The port that the broker was to listen on is taken. */
public final class PortInUseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PortInUseException(int port) {
    super("port " + port + " is in use: stop what listens on it, or choose another port");
  }
}
