package io.headwater.snapshots;

/** The broker or the topic isn't there, or doesn't let us in. */
public final class SnapshotsUnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SnapshotsUnreachableException(String message) {
    super(message);
  }

  SnapshotsUnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
