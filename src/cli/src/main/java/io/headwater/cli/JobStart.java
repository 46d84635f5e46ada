package io.headwater.cli;

import io.headwater.job.LocalJob;
import java.time.Duration;

/** The wait for a job in this JVM to begin. */
public final class JobStart {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private JobStart() {}

  /**
   * @throws CommandFailure if the job fails, or takes too long
   */
  public static void await(LocalJob job) {
    try {
      job.awaitRunning(TIMEOUT);
    } catch (IllegalStateException e) {
      throw CommandFailure.failed(Reason.of(e), e);
    }
  }
}
