package io.headwater.job.decode;

import io.headwater.learning.task.Example;
import java.util.List;

/** What came of decoding an event. */
public sealed interface DecodeResult {
  /**
   * The event can be learned from.
   *
   * @param unknownTasks those of its labels that were not read, as the job has no such tasks; as
   *     they came, of any length
   */
  record Accepted(Example example, List<String> unknownTasks) implements DecodeResult {
    public Accepted {
      unknownTasks = List.copyOf(unknownTasks);
    }
  }

  /** The event cannot be learned from. */
  record Rejected(Rejection rejection) implements DecodeResult {}
}
