package io.headwater.job.decode;

import io.headwater.learning.task.Example;

/** What came of decoding an event. */
public sealed interface DecodeResult {
  /** The event can be learned from. */
  record Accepted(Example example) implements DecodeResult {}

  /** The event cannot be learned from. */
  record Rejected(Rejection rejection) implements DecodeResult {}
}
