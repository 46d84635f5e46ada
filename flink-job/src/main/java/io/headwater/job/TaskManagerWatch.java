package io.headwater.job;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.runtime.minicluster.MiniCluster;

/**
 * Watches the one TaskManager of a cluster in this JVM. Nothing brings it back, and without it the
 * job waits for its slots, then says only that. Used by one thread.
 */
final class TaskManagerWatch {
  /** One that was only slow to answer connects again. */
  private static final Duration GONE_PATIENCE = Duration.ofSeconds(15);

  private final MiniCluster cluster;
  private boolean seen;
  private OptionalLong goneSince = OptionalLong.empty();

  TaskManagerWatch(MiniCluster cluster) {
    this.cluster = cluster;
  }

  /** Whether it was there, and has been away for so long that it is not awaited any more. */
  boolean isGone() {
    Optional<Boolean> connected =
        FlinkAnswers.answer(cluster.requestClusterOverview())
            .map(overview -> overview.getNumTaskManagersConnected() > 0);
    seen |= connected.orElse(false);
    if (!seen || connected.orElse(true)) {
      goneSince = OptionalLong.empty();
      return false;
    }
    long now = System.nanoTime();
    goneSince = OptionalLong.of(goneSince.orElse(now));
    return now - goneSince.getAsLong() > GONE_PATIENCE.toNanos();
  }
}
