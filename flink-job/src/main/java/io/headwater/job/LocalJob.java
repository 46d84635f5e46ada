package io.headwater.job;

import io.headwater.job.JobCondition.State;
import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.LineagePlan;
import io.headwater.job.identity.ModelIdentity;
import io.headwater.job.identity.ModelStart;
import io.headwater.job.identity.SavedModel;
import io.headwater.job.kafka.KafkaCheck;
import io.headwater.job.kafka.KafkaLedger;
import io.headwater.job.train.TrainMetrics;
import io.headwater.job.train.TrainerConfig;
import io.headwater.learning.learner.StateFit;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job in this JVM, on a Flink cluster of its own. Its checkpoints go to a directory, and it
 * goes on from the newest one there.
 */
public final class LocalJob implements AutoCloseable {
  private static final double MILLIS_PER_SECOND = 1_000;
  private static final Duration SAVEPOINT_PATIENCE = Duration.ofSeconds(10);

  private final LocalCluster cluster;
  private final Path checkpoints;
  private final Optional<KeptState> resumed;
  private final Optional<StateFit> fit;
  private final ModelIdentity identity;

  private LocalJob(
      LocalCluster cluster,
      Path checkpoints,
      Optional<KeptState> resumed,
      Optional<StateFit> fit,
      ModelIdentity identity) {
    this.cluster = cluster;
    this.checkpoints = checkpoints;
    this.resumed = resumed;
    this.fit = fit;
    this.identity = identity;
  }

  /**
   * Goes on with the model or begins it; gives up after a few failures.
   *
   * @see #start(JobConfig, Path, LineagePlan, Restarts)
   */
  public static LocalJob start(JobConfig config, Path checkpoints) {
    return start(config, checkpoints, LineagePlan.goOn(config.model().name()), Restarts.FEW);
  }

  /**
   * Checks Kafka and the saved state, and submits the job; it takes some seconds more until it
   * runs.
   *
   * @param checkpoints where checkpoints are kept; may be missing or empty
   * @throws io.headwater.job.kafka.KafkaNotReadyException if the brokers or a topic are not there
   * @throws io.headwater.job.identity.ModelRefusedException if the saved state is of another model,
   *     or has what the job would have to drop and may not, or there are versions of the model that
   *     it does not know
   */
  public static LocalJob start(
      JobConfig config, Path checkpoints, LineagePlan plan, Restarts restarts) {
    KafkaCheck.run(config);
    Optional<KeptState> kept = KeptState.newest(checkpoints);
    ModelStart start = new ModelStart(plan, KafkaLedger.of(config));
    ModelIdentity identity = identity(start, kept, config);
    Optional<StateFit> fit = allowed(start, kept, config);
    LocalCluster cluster = LocalCluster.start(restarts);
    try {
      StreamExecutionEnvironment env =
          new StreamExecutionEnvironment(cluster.settings(FlinkSettings.of(config), checkpoints));
      TrainingPipeline.build(env, config, start);
      cluster.submit(env.getStreamGraph(), kept.map(KeptState::path));
      return new LocalJob(cluster, checkpoints, kept, fit, identity);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /**
   * Waits until every task of the job runs.
   *
   * @throws IllegalStateException if the job fails, or time runs out
   */
  public void awaitRunning(Duration timeout) {
    cluster.awaitRunning(timeout);
  }

  /** From where the job went on; empty if it began anew. */
  public Optional<KeptState> resumed() {
    return resumed;
  }

  /** What of that it goes on with; empty if it began anew, or only its log tells. */
  public Optional<StateFit> fit() {
    return fit;
  }

  /** Who the model is that it trains. */
  public ModelIdentity identity() {
    return identity;
  }

  /** Where Flink's REST API answers, on this machine only. */
  public URI restAddress() {
    return cluster.restAddress();
  }

  /** How the job is now. */
  public JobCondition condition() {
    return cluster.condition();
  }

  /** How far training is; all 0 until it runs. */
  public TrainingProgress progress() {
    return new TrainingProgress(
        count(TrainMetrics.STEPS),
        count(TrainMetrics.EXAMPLES),
        count(TrainMetrics.STANDSTILLS),
        trainMetric(TrainMetrics.STANDSTILL_SECONDS, Gauge.class)
            .map(gauge -> MILLIS_PER_SECOND * (Double) gauge.getValue())
            .orElse(0.0));
  }

  /** Why the job failed for good; empty as long as it did not. */
  public Optional<Throwable> failure() {
    return cluster.failure();
  }

  /**
   * Stops the job with a last checkpoint, if that can be done in some seconds, and tidies up what
   * earlier jobs on the lineage have left. To be closed then all the same.
   */
  public StoppedJob stop() {
    long step =
        trainMetric(TrainMetrics.MODEL_STEP, Gauge.class)
            .map(gauge -> (Long) gauge.getValue())
            .orElse(0L);
    Optional<Path> savepoint =
        cluster.condition().state() == State.RUNNING
            ? cluster.stopWithSavepoint(checkpoints, SAVEPOINT_PATIENCE)
            : Optional.empty();
    savepoint.ifPresent(kept -> RetainedCheckpoints.tidy(checkpoints, kept, identity, jobs()));
    Optional<KeptState> kept =
        savepoint.map(RetainedCheckpoints::describe).or(() -> KeptState.newest(checkpoints));
    long savedStep = kept.flatMap(KeptState::model).map(SavedModel::step).orElse(step);
    return new StoppedJob(kept, savepoint.isPresent(), Math.max(0, step - savedStep));
  }

  /**
   * Cancels the job and stops its cluster, in some seconds. What came after the last checkpoint is
   * not kept.
   */
  @Override
  public void close() {
    cluster.close();
  }

  /** The names of the directories of checkpoints that are this job's: it owns what it resumed. */
  private Set<String> jobs() {
    Set<String> jobs = new HashSet<>();
    jobs.add(cluster.job().toHexString());
    resumed
        .map(KeptState::path)
        .map(Path::getParent)
        .map(Path::getFileName)
        .ifPresent(job -> jobs.add(job.toString()));
    return jobs;
  }

  /** As when a task did not stop, or memory ran out. */
  void loseTaskManager() {
    cluster.loseTaskManager();
  }

  /** As the train operator will find it, so that a refusal comes before the start. */
  private static ModelIdentity identity(
      ModelStart start, Optional<KeptState> kept, JobConfig config) {
    Optional<SavedModel> saved = kept.flatMap(KeptState::model);
    if (kept.isPresent() && saved.isEmpty()) {
      // Of an earlier job: how far it had published is known only when the tensors are read.
      String model = config.model().name();
      return start.plan().anew()
          ? new ModelIdentity(model, start.plan().lineage(), null)
          : ModelIdentity.withoutLineage(model);
    }
    return start.admit(saved);
  }

  private static Optional<StateFit> allowed(
      ModelStart start, Optional<KeptState> kept, JobConfig config) {
    Optional<StateFit> fit = kept.flatMap(state -> state.fit(config));
    fit.ifPresent(
        each ->
            start.requireAllowed(
                each,
                kept.flatMap(KeptState::model).orElseThrow(),
                TrainerConfig.of(config).description()));
    return fit;
  }

  private long count(String name) {
    return trainMetric(name, Counter.class).map(Counter::getCount).orElse(0L);
  }

  private <T extends Metric> Optional<T> trainMetric(String name, Class<T> type) {
    return cluster.metrics().find(TrainingPipeline.TRAIN, name, type);
  }
}
