package io.headwater.serve;

import io.headwater.snapshots.FollowerConfig;

/** Snapshots are no longer followed, for a reason that trying again would not mend. */
public final class FeedEndedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  FeedEndedException(FollowerConfig config, Throwable cause) {
    super(
        "snapshots of %s are no longer followed (%s); start the command again"
            .formatted(config, cause),
        cause);
  }
}
