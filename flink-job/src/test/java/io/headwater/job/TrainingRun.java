package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.LineagePlan;
import io.headwater.learning.learner.Lineage;
import io.headwater.learning.task.SourcePosition;
import io.headwater.schema.RejectedEvent;
import io.headwater.schema.SnapshotManifest;
import io.headwater.schema.TaskMetrics;
import io.headwater.schema.wire.Wire;
import io.headwater.snapshots.Assembly.Refused;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.Snapshot;
import io.headwater.snapshots.SnapshotFollower;
import io.headwater.snapshots.SnapshotListener;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;

/** One model's topics, what was sent to them, and what the job made of it. */
final class TrainingRun implements AutoCloseable {
  static final int PARTITIONS = 2;
  private static final Duration DEADLINE = Duration.ofSeconds(120);

  private final EmbeddedKafka kafka;
  private final String name;
  private final JobConfig config;
  private final KafkaTopics topics;
  private final FourTaskEvents events = new FourTaskEvents(7);
  private final Map<TopicPartition, Long> sent = new HashMap<>();
  private final Map<SourcePosition, byte[]> garbage = new HashMap<>();

  TrainingRun(EmbeddedKafka kafka, String name, String engine) {
    this(kafka, name, engine, configuration -> configuration);
  }

  /**
   * A run of another job.
   *
   * @param changes what is configured
   */
  TrainingRun(EmbeddedKafka kafka, String name, String engine, UnaryOperator<String> changes) {
    this.kafka = kafka;
    this.name = name;
    this.topics = new KafkaTopics(kafka);
    this.config =
        JobConfig.parse(
            changes.apply(FourTaskEvents.configuration(name, engine, kafka.bootstrapServers())),
            name);
    Map<String, String> settings =
        Map.of("max.message.bytes", Integer.toString(KafkaTopics.LARGEST_RECORD));
    FourTaskEvents.TASKS.forEach(task -> kafka.createTopic(topic(task), PARTITIONS, settings));
  }

  JobConfig config() {
    return config;
  }

  /** Sends so many events of each task, to both partitions in turn. */
  void send(int eventsPerTask) {
    for (int i = 0; i < eventsPerTask; i++) {
      for (String task : FourTaskEvents.TASKS) {
        send(task, i % PARTITIONS);
      }
    }
  }

  void send(String task, int partition) {
    topics.send(topic(task), partition, events.next(task));
    sent.merge(new TopicPartition(topic(task), partition), 1L, Long::sum);
  }

  void sendGarbage(String task, byte[] bytes) {
    long offset = topics.send(topic(task), 0, bytes).offset();
    garbage.put(new SourcePosition(topic(task), 0, offset), bytes);
  }

  /** Sends what cannot be learned from, with a key; returns its offset in partition 0. */
  long sendUnreadable(String task, byte[] key, byte[] value) {
    return topics.send(topic(task), 0, key, value).offset();
  }

  /** The rejected events by offset, as far as they are committed. */
  Map<Long, RejectedEvent> rejectedByOffset() {
    Map<Long, RejectedEvent> byOffset = new TreeMap<>();
    topics
        .committed(config.kafka().rejectedTopic())
        .forEach(
            record -> {
              RejectedEvent event = Wire.REJECTED_EVENT.decode(record.value()).orElseThrow();
              assertThat(byOffset.put(event.getOffset(), event)).isNull();
            });
    return byOffset;
  }

  /** Starts the job, waits until it runs. */
  LocalJob start(Path checkpoints) {
    return start(checkpoints, LineagePlan.goOn(name));
  }

  /** Starts the job, perhaps on a new lineage, waits until it runs. */
  LocalJob start(Path checkpoints, LineagePlan plan) {
    LocalJob job = LocalJob.start(config, checkpoints, plan, Restarts.FEW);
    job.awaitRunning(DEADLINE);
    return job;
  }

  /** Follows the snapshots, as a consumer would, until one has learned from so many examples. */
  Snapshot awaitSnapshot(long examples, LocalJob job) {
    return awaitSnapshot(examples, job::failure);
  }

  /** The same of a job that runs elsewhere. */
  Snapshot awaitSnapshot(long examples, Supplier<Optional<Throwable>> failure) {
    FollowerConfig followed =
        FollowerConfig.of(kafka.bootstrapServers(), config.snapshots().topic(), name);
    try (SnapshotFollower follower = SnapshotFollower.open(followed, new RefusesNone())) {
      return Await.present(
          "a snapshot of " + examples + " examples",
          DEADLINE,
          () -> {
            assertThat(failure.get()).isEmpty();
            return follower
                .poll(Duration.ofMillis(100))
                .filter(snapshot -> examples(snapshot) >= examples);
          });
    }
  }

  long sentEvents() {
    return sent.values().stream().mapToLong(Long::longValue).sum();
  }

  /** That the model has learned from each event that could be read, once. */
  void assertLearnedFromEachEventOnce(Snapshot snapshot) {
    Map<TopicPartition, Long> learned = new HashMap<>();
    for (Lineage.Range range : snapshot.manifest().provenance().lineage().ranges()) {
      learned.put(new TopicPartition(range.topic(), range.partition()), range.examples());
    }
    assertThat(learned).isEqualTo(sent);
  }

  /** That each event that couldn't be read is in the rejected topic, once, with its bytes. */
  void assertGarbageIsRejectedOnce() {
    List<RejectedEvent> rejected =
        topics.committed(config.kafka().rejectedTopic()).stream()
            .map(record -> Wire.REJECTED_EVENT.decode(record.value()).orElseThrow())
            .toList();
    Map<SourcePosition, ByteBuffer> originals = new HashMap<>();
    rejected.forEach(
        event ->
            originals.put(
                new SourcePosition(event.getTopic(), event.getPartition(), event.getOffset()),
                event.getValue()));
    Map<SourcePosition, ByteBuffer> expected = new HashMap<>();
    garbage.forEach((position, bytes) -> expected.put(position, ByteBuffer.wrap(bytes)));
    assertThat(originals).isEqualTo(expected);
    assertThat(rejected).hasSameSizeAs(expected.keySet());
    assertThat(rejected)
        .allSatisfy(
            event -> {
              assertThat(event.getReason()).isNotEmpty();
              assertThat(event.getMessage()).isNotEmpty();
            });
  }

  /** That who reads committed records sees each version once, in order, each on top of the last. */
  List<SnapshotManifest> assertVersionsFollowEachOther() {
    List<SnapshotManifest> manifests = manifests();
    long version = 0;
    long examples = 0;
    for (SnapshotManifest manifest : manifests) {
      assertThat(manifest.getParentVersion()).isEqualTo(version == 0 ? null : (Long) version);
      assertThat(manifest.getVersion()).isEqualTo(version + 1);
      assertThat(manifest.getExamples()).isGreaterThan(examples);
      version = manifest.getVersion();
      examples = manifest.getExamples();
    }
    return manifests;
  }

  /** The manifests that who reads committed records sees, in order. */
  List<SnapshotManifest> manifests() {
    return topics.committed(config.snapshots().topic()).stream()
        .filter(record -> Wire.SNAPSHOT_MANIFEST.claims(record.value()))
        .map(record -> Wire.SNAPSHOT_MANIFEST.decode(record.value()).orElseThrow())
        .toList();
  }

  /** The newest manifest, once there is one that passes. */
  SnapshotManifest awaitManifest(Predicate<SnapshotManifest> wanted, LocalJob job) {
    return Await.present(
        "such a manifest",
        DEADLINE,
        () -> {
          assertThat(job.failure()).isEmpty();
          return manifests().stream().reduce((earlier, later) -> later).filter(wanted);
        });
  }

  /** Waits until a checkpoint says that the job has read all that was sent. */
  void awaitRead(String task, int partition, LocalJob job) {
    TopicPartition read = new TopicPartition(topic(task), partition);
    Await.until(
        "all of " + read + " is read",
        DEADLINE,
        () -> {
          assertThat(job.failure()).isEmpty();
          return topics.committedOffset("headwater-" + name, read) == sent.getOrDefault(read, 0L);
        });
  }

  /** The newest metrics of each task. */
  Map<String, TaskMetrics> metrics() {
    Map<String, TaskMetrics> byTask = new TreeMap<>();
    topics
        .committed(config.kafka().metricsTopic())
        .forEach(
            record -> {
              TaskMetrics each = Wire.TASK_METRICS.decode(record.value()).orElseThrow();
              byTask.put(each.getTask(), each);
            });
    return byTask;
  }

  @Override
  public void close() {
    topics.close();
  }

  private static long examples(Snapshot snapshot) {
    return snapshot.manifest().provenance().lineage().examples();
  }

  private String topic(String task) {
    return name + "-" + task;
  }

  private static final class RefusesNone implements SnapshotListener {
    @Override
    public void verified(SourcePosition record, Manifest manifest) {}

    @Override
    public void refused(SourcePosition record, Refused refused) {
      throw new AssertionError(record + ": " + refused);
    }
  }
}
