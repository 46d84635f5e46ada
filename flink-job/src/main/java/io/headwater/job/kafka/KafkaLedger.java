package io.headwater.job.kafka;

import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.LineageVersion;
import io.headwater.job.identity.ModelLedger;
import io.headwater.job.identity.ModelRefusedException;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.NewestManifest;
import io.headwater.snapshots.SnapshotLimits;
import io.headwater.snapshots.SnapshotsUnreachableException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * A model's ledger in Kafka. Versions are read from the snapshots topic. Which job trains the model
 * is written into the metadata of an offset that no consumer uses: that of the group
 * "headwater-MODEL-owner" in the snapshots topic. Kafka keeps it for as long as the offsets of any
 * idle group (7 days, by default); when it is gone, nobody else has taken the model over.
 */
public final class KafkaLedger implements ModelLedger {
  private static final long serialVersionUID = 1;
  private static final String ANSWER_WITHIN_MILLIS = "10000";
  private static final long CLAIM_POLL_MILLIS = 100;

  private final String model;
  private final String topic;
  private final String bootstrapServers;
  private final HashMap<String, String> clientSettings;
  private final JobClaim claim;
  private final @Nullable JobClaim predecessor;

  private KafkaLedger(JobConfig config) {
    this.model = config.model().name();
    this.topic = config.snapshots().topic();
    this.bootstrapServers = config.kafka().bootstrapServers();
    this.clientSettings = new HashMap<>(config.kafka().clientSettings());
    this.claim = JobClaim.ofThisProcess();
    this.predecessor = claimed().orElse(null);
  }

  /**
   * The ledger of a job that is about to be submitted. The snapshots topic must be there.
   *
   * @throws KafkaNotReadyException if it can't be read
   */
  public static KafkaLedger of(JobConfig config) {
    return new KafkaLedger(config);
  }

  @Override
  public String topic() {
    return topic;
  }

  @Override
  public Optional<LineageVersion> newest() {
    FollowerConfig config =
        new FollowerConfig(bootstrapServers, topic, model, SnapshotLimits.DEFAULT, clientSettings);
    try {
      return NewestManifest.find(config).map(KafkaLedger::version);
    } catch (SnapshotsUnreachableException e) {
      throw new KafkaNotReadyException(
          "the job can't look for the newest snapshot of its model: " + e.getMessage(), e);
    }
  }

  @Override
  public Watch watch() {
    Admin admin = admin();
    return new Watch() {
      @Override
      public void requireNoSuccessor() {
        claimed(admin).ifPresent(KafkaLedger.this::requireNoSuccessor);
      }

      @Override
      public void close() {
        admin.close();
      }
    };
  }

  @Override
  public void claim() {
    try (Admin admin = admin()) {
      if (!isClaimed(admin)) {
        write(admin);
      }
    }
  }

  @Override
  public void awaitClaim() throws InterruptedException {
    try (Admin admin = admin()) {
      while (!isClaimed(admin)) {
        Thread.sleep(CLAIM_POLL_MILLIS);
      }
    }
  }

  private boolean isClaimed(Admin admin) {
    Optional<JobClaim> current = claimed(admin);
    current.ifPresent(this::requireNoSuccessor);
    return current.filter(claim::isSameJob).isPresent();
  }

  private void requireNoSuccessor(JobClaim current) {
    boolean known =
        current.isSameJob(claim) || (predecessor != null && current.isSameJob(predecessor));
    if (!known) {
      throw new ModelRefusedException(
          "another job took model '%s' over at %s (%s); only one may train it. Stop that one, and start this one again from the newest checkpoint; or give this model a name of its own (model.name)"
              .formatted(model, current.time(), current.who()));
    }
  }

  /** Without the clients' settings, which may be secret. */
  @Override
  public String toString() {
    return "model '" + model + "' in topic '" + topic + "' at " + bootstrapServers;
  }

  private static LineageVersion version(Manifest manifest) {
    return new LineageVersion(manifest.provenance().lineageId(), manifest.version());
  }

  private Optional<JobClaim> claimed() {
    try (Admin admin = admin()) {
      return claimed(admin);
    }
  }

  private Optional<JobClaim> claimed(Admin admin) {
    try {
      return Optional.ofNullable(
              answer(admin.listConsumerGroupOffsets(group()).partitionsToOffsetAndMetadata())
                  .get(place()))
          .flatMap(offset -> JobClaim.parse(offset.metadata()));
    } catch (GroupIdNotFoundException e) {
      return Optional.empty();
    }
  }

  private void write(Admin admin) {
    OffsetAndMetadata entry = new OffsetAndMetadata(0, claim.now().text());
    answer(admin.alterConsumerGroupOffsets(group(), Map.of(place(), entry)).all());
  }

  private String group() {
    return "headwater-" + model + "-owner";
  }

  private TopicPartition place() {
    return new TopicPartition(topic, 0);
  }

  private Admin admin() {
    Properties properties = new Properties();
    properties.putAll(clientSettings);
    properties.setProperty("bootstrap.servers", bootstrapServers);
    properties.setProperty("request.timeout.ms", ANSWER_WITHIN_MILLIS);
    properties.setProperty("default.api.timeout.ms", ANSWER_WITHIN_MILLIS);
    return Admin.create(properties);
  }

  private <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Kafka", e);
    }
  }

  private RuntimeException failure(ExecutionException e) {
    if (e.getCause() instanceof AuthorizationException) {
      return new KafkaNotReadyException(
          "the job may not read and write offsets of the group '%s' at %s, in which it says that it trains the model: allow it READ on the group and on topic '%s'"
              .formatted(group(), bootstrapServers, topic),
          e);
    }
    return e.getCause() instanceof KafkaException kafka
        ? kafka
        : new IllegalStateException("cannot ask Kafka", e);
  }
}
