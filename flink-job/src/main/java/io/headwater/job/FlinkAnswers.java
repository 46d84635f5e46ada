package io.headwater.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what a Flink cluster answers. */
final class FlinkAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(FlinkAnswers.class);

  private FlinkAnswers() {}

  /**
   * The answer.
   *
   * @throws IllegalStateException if there is none
   */
  static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Flink failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The answer; empty where Flink can't answer just now. */
  static <T> Optional<T> answer(Future<T> future) {
    try {
      return Optional.of(future.get());
    } catch (ExecutionException e) {
      LOG.debug("No answer from Flink", e);
      return Optional.empty();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Whether it came to an end in time, good or bad. */
  static boolean isDone(Future<?> future, Duration patience) {
    try {
      future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for Flink", e);
  }
}
