package io.headwater.job.batch;

import io.headwater.learning.stream.Waiting;
import io.headwater.learning.task.Example;

/**
 * A waiting example as it lies in keyed state. Savepoints name this class and its components: what
 * is changed or moved here can't be restored from them.
 *
 * @param since when it came, in milliseconds of processing time
 */
public record WaitingExample(Example example, long since) {
  static WaitingExample of(Waiting waiting) {
    return new WaitingExample(waiting.example(), waiting.since());
  }

  Waiting waiting() {
    return new Waiting(example, since);
  }
}
