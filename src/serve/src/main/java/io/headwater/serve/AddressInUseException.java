package io.headwater.serve;

import org.jspecify.annotations.Nullable;

/** A server can't listen where it was told to. */
public final class AddressInUseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  AddressInUseException(ServeConfig config, RuntimeException cause) {
    super(
        "cannot listen at %s, port %s (%s); choose another port, 0 for any free one, or another address"
            .formatted(config.host(), config.port(), rootMessage(cause)),
        cause);
  }

  private static @Nullable String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
