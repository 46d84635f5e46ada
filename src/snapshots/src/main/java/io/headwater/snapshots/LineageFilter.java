package io.headwater.snapshots;

import io.headwater.snapshots.Assembly.Reason;
import io.headwater.snapshots.Assembly.Refused;
import io.headwater.snapshots.LineageChoice.Only;
import org.jspecify.annotations.Nullable;

/** Passes the snapshots of the lineage that is followed. Used by one thread. */
final class LineageFilter {
  private final LineageChoice choice;
  private @Nullable String followed;

  LineageFilter(LineageChoice choice) {
    this.choice = choice;
    this.followed = choice instanceof Only only ? only.id() : null;
  }

  /** From now on only the snapshot's lineage passes, unless another choice was made before. */
  void follow(Snapshot snapshot) {
    if (choice instanceof LineageChoice.Newest && followed == null) {
      followed = snapshot.manifest().provenance().lineageId();
    }
  }

  boolean passes(Snapshot snapshot) {
    return followed == null || followed.equals(snapshot.manifest().provenance().lineageId());
  }

  /** What to say about a snapshot that does not pass. */
  Refused refusal(Snapshot snapshot) {
    Manifest manifest = snapshot.manifest();
    return new Refused(
        Reason.OTHER_LINEAGE,
        "snapshot version %d is of lineage '%s', the one that is followed is '%s': open the follower anew, or with another LineageChoice, to change over"
            .formatted(manifest.version(), manifest.provenance().lineageId(), followed));
  }
}
