package io.headwater.cli.status;

import io.headwater.cli.snapshots.SnapshotReport;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a job does, for programs.
 *
 * @param well whether all is
 * @param flink null if Flink was not asked
 * @param snapshot the newest; null if there is none
 * @param snapshotAgeSeconds since it was made; null if there is none
 * @param behind offsets that it has not learned from, by topic
 */
record JobStatus(
    String model,
    boolean well,
    @Nullable FlinkStatus flink,
    @Nullable SnapshotReport snapshot,
    @Nullable Long snapshotAgeSeconds,
    Map<String, Long> behind) {}
