package io.headwater.job;

import java.time.Duration;
import java.util.Optional;

/**
 * How a job in this JVM is.
 *
 * @param failure why it waits or has ended; also the last failure of a job that runs again
 * @param retryIn about how long it waits after that failure, in all
 */
public record JobCondition(State state, Optional<Throwable> failure, Duration retryIn) {
  /** What it is doing. */
  public enum State {
    STARTING,
    RUNNING,
    /** It failed, and begins again after a while. */
    WAITING,
    ENDED
  }
}
