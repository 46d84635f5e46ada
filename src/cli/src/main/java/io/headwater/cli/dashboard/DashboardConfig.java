package io.headwater.cli.dashboard;

import static java.util.Objects.requireNonNull;

import io.headwater.cli.Followers;
import io.headwater.cli.KafkaClients;
import io.headwater.job.config.JobConfig;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.LineageChoice;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What a dashboard shows.
 *
 * @param job the job's configuration: its topics, tasks and limits
 * @param clients how Kafka is reached
 * @param flink where Flink's REST API answers; without it, restarts and checkpoints aren't shown
 * @param since how far back metrics are read at the start
 */
public record DashboardConfig(
    JobConfig job, KafkaClients clients, Optional<URI> flink, Duration since) {
  /** Where it listens if nobody says. */
  public static final String LOOPBACK = "127.0.0.1";

  public static final int PORT = 8090;

  /** How far back metrics are read if nobody says. */
  public static final Duration HISTORY = Duration.ofHours(24);

  public DashboardConfig {
    requireNonNull(job, "job");
    requireNonNull(clients, "clients");
    requireNonNull(flink, "flink");
    requireNonNull(since, "since");
  }

  /** Follows every lineage of the model: that another one begins is worth seeing. */
  FollowerConfig follower() {
    return Followers.of(job, clients).with(new LineageChoice.Any());
  }
}
