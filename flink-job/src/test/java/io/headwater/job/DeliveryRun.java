package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.LineagePlan;
import io.headwater.job.identity.ModelStart;
import io.headwater.job.ingest.EventSource;
import io.headwater.job.kafka.KafkaCheck;
import io.headwater.job.kafka.KafkaLedger;
import io.headwater.job.publish.Sinks;
import io.headwater.schema.wire.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The true topology with sinks that fail when they are told to, and what it wrote. */
final class DeliveryRun implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(180);
  private static final int EVENTS = 4;

  private final JobConfig config;
  private final KafkaTopics topics;
  private final FourTaskEvents events = new FourTaskEvents(3);
  private final Path checkpoints;
  private final String name;
  private final Set<Long> garbage = new HashSet<>();

  DeliveryRun(EmbeddedKafka kafka, String name, Path checkpoints) {
    this.name = name;
    this.checkpoints = checkpoints;
    topics = new KafkaTopics(kafka);
    config = config(kafka, name, 0);
    FourTaskEvents.TASKS.forEach(task -> kafka.createTopic(name + "-" + task, 1, Map.of()));
    KafkaCheck.run(config);
  }

  static JobConfig config(EmbeddedKafka kafka, String name, long acceptLostUpTo) {
    String yaml = FourTaskEvents.configuration(name, "plain-java", kafka.bootstrapServers());
    return JobConfig.parse(
        yaml.replace("kafka:\n", "kafka:\n  acceptLostUpTo: " + acceptLostUpTo + "\n"), name);
  }

  /** Starts the job, from the newest checkpoint if there is one. */
  JobClient start(JobConfig job) throws Exception {
    return start(job, 1);
  }

  /** The same with so many subtasks of what may have many. */
  JobClient start(JobConfig job, int parallelism) throws Exception {
    Configuration settings = FlinkSettings.of(job);
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    RetainedCheckpoints.newest(checkpoints)
        .ifPresent(from -> settings.set(StateRecoveryOptions.SAVEPOINT_PATH, from.toString()));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
    KafkaLedger ledger = KafkaLedger.of(job);
    TrainingPipeline.build(
        env,
        EventSource.of(job),
        job,
        FailingSink.of(Sinks.of(job, ledger)),
        new ModelStart(LineagePlan.goOn(job.model().name()), ledger));
    return env.executeAsync(job.model().name());
  }

  JobConfig config() {
    return config;
  }

  List<String> outputs() {
    return List.of(
        config.snapshots().topic(), config.kafka().metricsTopic(), config.kafka().rejectedTopic());
  }

  /** Sends events, and some that can't be read, until it is so. */
  void sendUntil(BooleanSupplier isSo) {
    Await.until(
        "the job comes to that",
        DEADLINE,
        () -> {
          garbage.add(topics.send(name + "-edges", 0, new byte[] {1, 2, 3}).offset());
          for (String task : FourTaskEvents.TASKS) {
            for (int i = 0; i < EVENTS; i++) {
              topics.send(name + "-" + task, 0, events.next(task));
            }
          }
          return isSo.getAsBoolean();
        });
  }

  /**
   * The offsets that are written but not to be seen by who reads committed records; of metrics,
   * those that the newest manifest has, too: the task that evaluates may be a checkpoint ahead.
   */
  Map<String, Set<Long>> hidden() {
    Map<String, Set<Long>> hidden = new TreeMap<>();
    for (String topic : outputs()) {
      List<ConsumerRecord<byte[], byte[]>> written = topics.written(topic);
      Set<Long> offsets =
          offsets(
              topic.equals(config.kafka().metricsTopic())
                  ? upTo(newestManifestScores(), written)
                  : written);
      offsets.removeAll(visible(topic));
      hidden.put(topic, offsets);
    }
    return hidden;
  }

  /** When the scores of the newest manifest were taken, whether it is to be seen or not. */
  private Instant newestManifestScores() {
    return topics.written(config.snapshots().topic()).stream()
        .filter(record -> Wire.SNAPSHOT_MANIFEST.claims(record.value()))
        .map(record -> Wire.SNAPSHOT_MANIFEST.decode(record.value()).orElseThrow())
        .reduce((earlier, later) -> later)
        .orElseThrow()
        .getMetrics()
        .get(0)
        .getTime();
  }

  private static List<ConsumerRecord<byte[], byte[]>> upTo(
      Instant time, List<ConsumerRecord<byte[], byte[]>> metrics) {
    return metrics.stream()
        .filter(
            record ->
                !Wire.TASK_METRICS.decode(record.value()).orElseThrow().getTime().isAfter(time))
        .toList();
  }

  Set<Long> visible(String topic) {
    return offsets(topics.committed(topic));
  }

  /** The versions of the snapshots that who reads committed records sees, in their order. */
  List<Long> versions() {
    return topics.committed(config.snapshots().topic()).stream()
        .filter(record -> Wire.SNAPSHOT_MANIFEST.claims(record.value()))
        .map(record -> Wire.SNAPSHOT_MANIFEST.decode(record.value()).orElseThrow().getVersion())
        .toList();
  }

  /** That each event that can't be read is seen as rejected, once, when all have been. */
  void assertRejectedOnce() {
    String topic = config.kafka().rejectedTopic();
    Await.until("all rejections are seen", DEADLINE, () -> visible(topic).size() >= garbage.size());
    assertThat(topics.committed(topic))
        .extracting(record -> Wire.REJECTED_EVENT.decode(record.value()).orElseThrow().getOffset())
        .containsExactlyInAnyOrderElementsOf(garbage);
  }

  /** Why the job ended. */
  static Throwable failure(JobClient job) throws Exception {
    CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
    return result
        .<Throwable>handle((ended, failure) -> failure)
        .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
  }

  static void stop(JobClient job) throws Exception {
    job.cancel().get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    failure(job);
  }

  @Override
  public void close() {
    topics.close();
  }

  private static Set<Long> offsets(List<ConsumerRecord<byte[], byte[]>> records) {
    Set<Long> offsets = new HashSet<>();
    records.forEach(record -> offsets.add(record.offset()));
    return offsets;
  }
}
