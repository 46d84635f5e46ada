package io.headwater.snapshots;

import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.Assembly.Reason;
import io.headwater.snapshots.Assembly.Refused;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what a window gives rise to until it is known that the window counts. A snapshot whose
 * first chunks lie before the window, or were deleted with old segments, is nothing to report.
 */
final class WindowEvents implements SnapshotListener {
  private final long start;
  private final List<Runnable> reports = new ArrayList<>();
  private final SnapshotListener listener;
  private boolean anyVerified;

  WindowEvents(long start, SnapshotListener listener) {
    this.start = start;
    this.listener = listener;
  }

  @Override
  public void verified(SourcePosition record, Manifest manifest) {
    anyVerified = true;
    reports.add(() -> listener.verified(record, manifest));
  }

  @Override
  public void refused(SourcePosition record, Refused refused) {
    boolean cutOff = start > 0 && !anyVerified && refused.reason() == Reason.MISSING_CHUNK;
    if (!cutOff) {
      reports.add(() -> listener.refused(record, refused));
    }
  }

  /** Reports all that was kept. */
  void report() {
    reports.forEach(Runnable::run);
  }
}
