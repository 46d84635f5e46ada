package io.headwater.serve;

import io.headwater.snapshots.Manifest;

/** Told what becomes of a topic's snapshots, by the thread that follows it. */
public interface FeedListener {
  /** From now on this one is served. */
  void serves(Manifest manifest);

  /** A snapshot is not served; the one before it is served on. */
  void refuses(String why);

  /** The topic can't be read now; it is tried again. */
  void waits(String why);
}
