package io.headwater.cli.status;

import io.headwater.cli.Followers;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.Reason;
import io.headwater.cli.TopicLags;
import io.headwater.job.config.JobConfig;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.ManifestFollower;
import io.headwater.snapshots.SnapshotsUnreachableException;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/**
 * What a job's topics tell of it.
 *
 * @param newest the newest snapshot
 * @param behind offsets that it has not learned from, by topic
 * @param complaint why they don't tell; then the rest is empty
 */
record TopicStatus(
    Optional<Manifest> newest, Map<String, Long> behind, Optional<String> complaint) {
  /** Chunks and marks of transactions among them. */
  private static final long LAST_RECORDS = 150;

  TopicStatus {
    behind = Collections.unmodifiableMap(new TreeMap<>(behind));
  }

  /** Reads them, and does not fail where they are not to be read. */
  static TopicStatus ask(JobConfig job, KafkaClients clients) throws InterruptedException {
    try (TopicLags topics = TopicLags.open(job, clients)) {
      Optional<Manifest> newest = newest(Followers.of(job), clients);
      return new TopicStatus(newest, topics.behind(topics.ends(), newest), Optional.empty());
    } catch (SnapshotsUnreachableException e) {
      return silent(Reason.of(e));
    } catch (ExecutionException e) {
      return silent("the broker at %s does not answer: %s".formatted(clients, Reason.of(e)));
    }
  }

  boolean isWaiting() {
    return behind.values().stream().anyMatch(events -> events > 0);
  }

  /** Versions rise, across lineages. */
  private static Optional<Manifest> newest(FollowerConfig follower, KafkaClients clients) {
    FollowerConfig reached =
        new FollowerConfig(
            clients.bootstrapServers(),
            follower.topic(),
            follower.model(),
            follower.limits(),
            clients.properties());
    return ManifestFollower.last(reached, LAST_RECORDS).stream()
        .max(Comparator.comparingLong(Manifest::version));
  }

  private static TopicStatus silent(String why) {
    return new TopicStatus(Optional.empty(), Map.of(), Optional.of(why));
  }
}
