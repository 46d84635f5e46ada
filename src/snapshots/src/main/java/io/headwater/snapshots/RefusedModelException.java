package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;

/**
 * A snapshot, whole and with the right digests, whose model is not to be served. Nothing of it is
 * left open, and a model that served before serves on.
 */
public final class RefusedModelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  /** Why a model is refused. */
  public enum Reason {
    /** The payload is no ONNX ModelProto. */
    UNREADABLE,
    /** Image, classes, tasks, or what a prediction takes, exceed the {@link ModelLimits}. */
    TOO_LARGE,
    /** The payload has what {@link OnnxExport} never writes, such as external data. */
    FOREIGN,
    /** The payload's inputs or outputs are not those of the manifest's tasks. */
    OTHER_THAN_MANIFEST,
    /** A weight or a prediction is no number, infinite, or no probability where it must be one. */
    NO_NUMBERS,
    /** ONNX Runtime fails to load it or to score with it. */
    CANNOT_SCORE
  }

  RefusedModelException(Reason reason, String message) {
    super(Excerpt.of(message));
    this.reason = requireNonNull(reason);
  }

  RefusedModelException(Reason reason, String message, Throwable cause) {
    super(Excerpt.of(message), cause);
    this.reason = requireNonNull(reason);
  }

  public Reason reason() {
    return reason;
  }
}
