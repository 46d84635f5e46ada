package io.headwater.cli.dashboard;

import static java.util.Objects.requireNonNull;

import io.headwater.cli.KafkaClients;
import io.headwater.job.config.JobConfig;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.LineageChoice;
import io.headwater.snapshots.SnapshotLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a dashboard shows, and where.
 *
 * @param job the job's configuration: its topics, tasks and limits
 * @param clients how Kafka is reached
 * @param flink where Flink's REST API answers; without it, restarts and checkpoints aren't shown
 * @param since how far back metrics are read at the start
 * @param host the address that it listens on
 * @param port 0 for any free one
 * @param names under which it is asked, as {@link io.headwater.serve.HostCheck} takes them
 */
public record DashboardConfig(
    JobConfig job,
    KafkaClients clients,
    Optional<URI> flink,
    Duration since,
    String host,
    int port,
    Set<String> names) {
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
    requireNonNull(host, "host");
    names = Set.copyOf(names);
  }

  /** Follows every lineage of the model: that another one begins is worth seeing. */
  FollowerConfig follower() {
    return new FollowerConfig(
        clients.bootstrapServers(),
        job.snapshots().topic(),
        job.model().name(),
        SnapshotLimits.DEFAULT,
        clients.properties(),
        new LineageChoice.Any());
  }
}
