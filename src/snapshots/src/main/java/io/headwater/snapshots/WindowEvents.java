package io.headwater.snapshots;

import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.Assembly.Reason;
import io.headwater.snapshots.Assembly.Refused;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a window refuses until it is known that the window counts: when it has a valid
 * snapshot, or there is none before it. Of many refusals the last ones are kept. A snapshot whose
 * first chunks lie before the window, or were deleted with old segments, is nothing to report.
 */
final class WindowEvents implements SnapshotListener {
  /** Refusals that are kept; each is a short message. */
  static final int MAX_KEPT = 1_000;

  private final long start;
  private final SnapshotListener listener;
  private final Deque<Event> kept = new ArrayDeque<>();
  private @Nullable Event firstLeftOut;
  private long leftOut;
  private boolean counts;

  private record Event(SourcePosition record, Refused refused) {}

  WindowEvents(long start, SnapshotListener listener) {
    this.start = start;
    this.listener = listener;
  }

  @Override
  public void verified(SourcePosition record, Manifest manifest) {
    report();
    listener.verified(record, manifest);
  }

  @Override
  public void refused(SourcePosition record, Refused refused) {
    if (counts) {
      listener.refused(record, refused);
    } else if (start == 0 || refused.reason() != Reason.MISSING_CHUNK) {
      keep(new Event(record, refused));
    }
  }

  /** The window counts: reports what was kept, and from now on what comes. */
  void report() {
    counts = true;
    if (firstLeftOut != null) {
      listener.refused(
          firstLeftOut.record(),
          new Refused(
              firstLeftOut.refused().reason(),
              "the first of %,d refusals that are not listed: %s"
                  .formatted(leftOut, firstLeftOut.refused().message())));
      firstLeftOut = null;
    }
    kept.forEach(event -> listener.refused(event.record(), event.refused()));
    kept.clear();
  }

  private void keep(Event event) {
    kept.add(event);
    if (kept.size() > MAX_KEPT) {
      Event eldest = kept.remove();
      firstLeftOut = firstLeftOut == null ? eldest : firstLeftOut;
      leftOut++;
    }
  }
}
