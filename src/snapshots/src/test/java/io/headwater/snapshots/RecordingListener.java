package io.headwater.snapshots;

import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.Assembly.Reason;
import io.headwater.snapshots.Assembly.Refused;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a follower reports. */
final class RecordingListener implements SnapshotListener {
  final List<Long> verified = new ArrayList<>();
  final List<Reason> refused = new ArrayList<>();
  final List<String> messages = new ArrayList<>();

  @Override
  public void verified(SourcePosition record, Manifest manifest) {
    verified.add(manifest.version());
  }

  @Override
  public void refused(SourcePosition record, Refused why) {
    refused.add(why.reason());
    messages.add(why.message());
  }
}
