package io.headwater.snapshots;

import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.Assembly.Refused;

/** Told of every snapshot that a follower verifies or refuses, by the follower's thread. */
public interface SnapshotListener {
  void verified(SourcePosition record, Manifest manifest);

  /** At the manifest's position, or, for what can't be read, at the record's own. */
  void refused(SourcePosition record, Refused refused);
}
