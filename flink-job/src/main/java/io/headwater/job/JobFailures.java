package io.headwater.job;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.runtime.scheduler.exceptionhistory.RootExceptionHistoryEntry;
import org.apache.flink.util.SerializedThrowable;
import org.jspecify.annotations.Nullable;

/** The failures of a job that goes on all the same, as Flink's history names them. */
final class JobFailures {
  private static final int REMEMBERED = 100;
  private static final String FLINKS = "org.apache.flink.";

  private final Restarts restarts;
  private final SortedSet<Long> times = new TreeSet<>();
  private @Nullable Throwable last;
  private @Nullable Throwable lastOfTask;

  JobFailures(Restarts restarts) {
    this.restarts = restarts;
  }

  /** Takes what is new in the history. */
  void add(Iterable<RootExceptionHistoryEntry> history) {
    for (RootExceptionHistoryEntry entry : history) {
      boolean newer = times.isEmpty() || entry.getTimestamp() > times.last();
      if (newer) {
        last = thrown(entry.getException());
        // Flink's own word, such as that it shuts down, is no reason.
        lastOfTask = isFlinks(last) ? lastOfTask : last;
      }
      times.add(entry.getTimestamp());
    }
    while (times.size() > REMEMBERED) {
      times.remove(times.first());
    }
  }

  /** The last one, without what Flink puts around it. */
  Optional<Throwable> last() {
    return Optional.ofNullable(last);
  }

  /** About how long the job waits after the last one. */
  Duration retryIn() {
    return restarts.delayAfter(times);
  }

  /** The end of a job whose TaskManager is gone: what came before that is the reason. */
  Throwable withoutTaskManager() {
    return new IllegalStateException(
        "Flink gave up the part of itself that runs the tasks, as one of them did not stop or memory ran out; before that: "
            + (lastOfTask == null ? "nothing failed" : lastOfTask.getMessage()),
        lastOfTask);
  }

  /** What an operator threw, without what Flink puts around it. */
  static Throwable thrown(SerializedThrowable serialized) {
    return thrownByOperator(serialized.deserializeError(JobFailures.class.getClassLoader()));
  }

  private static Throwable thrownByOperator(Throwable failure) {
    Throwable cause = failure.getCause();
    return isFlinks(failure) && cause != null ? thrownByOperator(cause) : failure;
  }

  private static boolean isFlinks(Throwable failure) {
    return failure.getClass().getName().startsWith(FLINKS);
  }
}
