package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.configs.ReadyConfig;
import io.headwater.job.config.JobConfig;
import io.headwater.job.config.SnapshotSize;
import io.headwater.snapshots.SnapshotLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowersTest {
  @ParameterizedTest
  @ValueSource(strings = {"lenet-four-tasks", "network-per-task"})
  void takeSnapshotsAsLargeAsTheJobs(String name) {
    JobConfig job = JobConfig.parse(ReadyConfig.named(name).orElseThrow().yaml(), name);

    assertThat((long) Followers.of(job).limits().maxPayloadBytes())
        .isGreaterThanOrEqualTo(SnapshotSize.of(job).payloadBytes())
        .isGreaterThanOrEqualTo(SnapshotLimits.DEFAULT.maxPayloadBytes());
  }
}
