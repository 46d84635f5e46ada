package io.headwater.job.decode;

/** Ends the decoding of an event that has to be rejected. Never leaves {@link EventDecoder}. */
final class UnacceptableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RejectionReason reason;

  /** A message that is too long is cut; see {@link Quote}. */
  UnacceptableException(RejectionReason reason, String message) {
    super(Quote.message(message), null, false, false);
    this.reason = reason;
  }

  RejectionReason reason() {
    return reason;
  }
}
