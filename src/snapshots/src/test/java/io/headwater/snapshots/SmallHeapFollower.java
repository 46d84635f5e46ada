package io.headwater.snapshots;

import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.Assembly.Refused;
import java.time.Duration;

/** Follows a topic in a JVM of its own: prints the first version, then what was refused. */
final class SmallHeapFollower implements SnapshotListener {
  private long refused;

  private SmallHeapFollower() {}

  /**
   * @param args bootstrap servers and topic
   */
  public static void main(String[] args) {
    SmallHeapFollower listener = new SmallHeapFollower();
    FollowerConfig config = FollowerConfig.of(args[0], args[1], "fashion");
    try (SnapshotFollower follower = SnapshotFollower.open(config, listener)) {
      Snapshot snapshot = follower.poll(Duration.ofMinutes(1)).orElseThrow();
      System.out.printf(
          "version %d, told of %d refusals%n", snapshot.manifest().version(), listener.refused);
    }
  }

  @Override
  public void verified(SourcePosition record, Manifest manifest) {}

  @Override
  public void refused(SourcePosition record, Refused why) {
    refused++;
  }
}
