package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.learner.InitialState;
import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.Assembly.Reason;
import io.headwater.snapshots.Assembly.Refused;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowEventsTest {
  private static final int MANY = 10 * WindowEvents.MAX_KEPT;

  private final List<String> told = new ArrayList<>();
  private final SnapshotListener listener =
      new SnapshotListener() {
        @Override
        public void verified(SourcePosition record, Manifest manifest) {
          told.add(record.offset() + ": version " + manifest.version());
        }

        @Override
        public void refused(SourcePosition record, Refused refused) {
          told.add(record.offset() + ": " + refused.message());
        }
      };

  @Test
  void nothingIsToldBeforeTheWindowCounts() {
    WindowEvents events = new WindowEvents(0, listener);
    events.refused(at(1), refused(Reason.UNREADABLE));
    assertThat(told).isEmpty();
    events.verified(at(2), manifest());
    events.refused(at(3), refused(Reason.UNREADABLE));
    events.report();
    assertThat(told).containsExactly("1: why", "2: version 1", "3: why");
  }

  @Test
  void ofManyRefusalsTheLastAreKeptAndTheOthersCounted() {
    WindowEvents events = new WindowEvents(0, listener);
    for (int offset = 0; offset < MANY; offset++) {
      events.refused(at(offset), refused(Reason.UNREADABLE));
    }
    events.report();
    assertThat(told)
        .hasSize(1 + WindowEvents.MAX_KEPT)
        .startsWith(
            "0: the first of 9,000 refusals that are not listed: why", "9000: why", "9001: why")
        .endsWith("9999: why");
  }

  @Test
  void whatBeginsBeforeTheWindowIsNothingToReport() {
    WindowEvents events = new WindowEvents(100, listener);
    events.refused(at(101), refused(Reason.MISSING_CHUNK));
    events.refused(at(102), refused(Reason.DIGEST_MISMATCH));
    events.verified(at(103), manifest());
    events.refused(at(104), refused(Reason.MISSING_CHUNK));
    assertThat(told).containsExactly("102: why", "103: version 1", "104: why");
  }

  private static SourcePosition at(long offset) {
    return new SourcePosition("snapshots", 0, offset);
  }

  private static Refused refused(Reason reason) {
    return new Refused(reason, "why");
  }

  private static Manifest manifest() {
    return Models.snapshot(1, InitialState.of(Models.LENET, 1)).manifest();
  }
}
