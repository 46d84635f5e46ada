package io.headwater.job;

import static java.util.Objects.requireNonNull;

import io.headwater.job.JobCondition.State;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.scheduler.ExecutionGraphInfo;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Flink cluster in this JVM, reachable from this machine only, that runs one job. */
final class LocalCluster implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);
  private static final String HOST = "127.0.0.1";
  private static final int SLOTS = Runtime.getRuntime().availableProcessors();
  private static final long POLL_NANOS = 20_000_000;

  /** Of a task that is told to stop; then Flink gives up the TaskManager. */
  private static final Duration TASK_PATIENCE = Duration.ofMinutes(1);

  private final MiniCluster cluster;
  private final TaskManagerWatch taskManager;
  private final LocalMetrics metrics;
  private final Restarts restarts;
  private final JobFailures failures;
  private State state = State.STARTING;
  private @Nullable JobID job;
  private @Nullable CompletableFuture<JobResult> result;

  private LocalCluster(MiniCluster cluster, LocalMetrics metrics, Restarts restarts) {
    this.cluster = cluster;
    this.taskManager = new TaskManagerWatch(cluster);
    this.metrics = metrics;
    this.restarts = restarts;
    this.failures = new JobFailures(restarts);
  }

  /**
   * @param restarts how often its job begins again
   */
  static LocalCluster start(Restarts restarts) {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, HOST);
    configuration.set(RestOptions.BIND_ADDRESS, HOST);
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(JobManagerOptions.ADDRESS, HOST);
    configuration.set(JobManagerOptions.BIND_HOST, HOST);
    configuration.set(TaskManagerOptions.HOST, HOST);
    configuration.set(TaskManagerOptions.BIND_HOST, HOST);
    configuration.set(TaskManagerOptions.TASK_CANCELLATION_TIMEOUT, TASK_PATIENCE);
    LocalMetrics metrics = LocalMetrics.addTo(configuration);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .setCommonBindAddress(HOST)
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      throw new IllegalStateException("cannot start Flink in this JVM: " + e.getMessage(), e);
    }
    return new LocalCluster(cluster, metrics, restarts);
  }

  /** The settings, and those that a job on this cluster needs. */
  Configuration settings(Configuration common, Path checkpoints) {
    Configuration settings = new Configuration(common);
    settings.set(CoreOptions.DEFAULT_PARALLELISM, SLOTS);
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    restarts.addTo(settings);
    return settings;
  }

  /**
   * Runs the job, from the checkpoint if there is one, which becomes the job's own: Flink deletes
   * it when a later one is complete.
   */
  void submit(StreamGraph graph, Optional<Path> checkpoint) {
    JobGraph jobGraph = graph.getJobGraph();
    checkpoint.ifPresent(
        from ->
            jobGraph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(
                    from.toUri().toString(), false, RecoveryClaimMode.CLAIM)));
    FlinkAnswers.get(cluster.submitJob(jobGraph));
    job = jobGraph.getJobID();
    result = cluster.requestJobResult(jobGraph.getJobID());
  }

  void awaitRunning(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    for (JobCondition now = condition(); now.state() != State.RUNNING; now = condition()) {
      if (now.state() == State.ENDED) {
        Throwable failure = now.failure().orElseGet(() -> new IllegalStateException("it ended"));
        throw new IllegalStateException("the job failed: " + failure.getMessage(), failure);
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "the job does not run after "
                + timeout.toSeconds()
                + " s"
                + now.failure().map(failure -> ": " + failure.getMessage()).orElse(""));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** The id of the job that was submitted, which is the name of its directory of checkpoints. */
  JobID job() {
    return requireNonNull(job);
  }

  /** Where Flink's REST API answers. */
  URI restAddress() {
    return FlinkAnswers.get(cluster.getRestAddress());
  }

  LocalMetrics metrics() {
    return metrics;
  }

  /** How the job is now; as it was when last asked, where Flink is too busy to answer. */
  JobCondition condition() {
    // Asked for first: who sees the job ended should see why, too.
    boolean ended = requireNonNull(result).isDone();
    Optional<Throwable> end = failure();
    if (ended || end.isPresent()) {
      return new JobCondition(State.ENDED, end, Duration.ZERO);
    }
    FlinkAnswers.answer(cluster.getExecutionGraphInfo(requireNonNull(job)))
        .ifPresent(
            info -> {
              failures.add(info.getExceptionHistory());
              state = state(info);
            });
    return new JobCondition(state, failures.last(), failures.retryIn());
  }

  /**
   * What ended the job, as an operator threw it, without what Flink puts around it; empty as long
   * as it goes on.
   */
  Optional<Throwable> failure() {
    if (result == null) {
      return Optional.empty();
    }
    if (!result.isDone()) {
      return taskManager.isGone() ? Optional.of(failures.withoutTaskManager()) : Optional.empty();
    }
    return FlinkAnswers.get(result).getSerializedThrowable().map(JobFailures::thrown);
  }

  /**
   * Stops the job with a savepoint in the directory; all of its results are published then.
   *
   * @return empty if that was not done in time
   */
  Optional<Path> stopWithSavepoint(Path directory, Duration patience) {
    CompletableFuture<String> savepoint =
        cluster.stopWithSavepoint(
            requireNonNull(job), directory.toUri().toString(), false, SavepointFormatType.NATIVE);
    if (!FlinkAnswers.isDone(savepoint, patience) || savepoint.isCompletedExceptionally()) {
      LOG.warn("The job was not stopped with a savepoint in {}", patience);
      return Optional.empty();
    }
    return Optional.of(Path.of(URI.create(FlinkAnswers.get(savepoint))));
  }

  /** As when a task did not stop, or memory ran out. */
  void loseTaskManager() {
    FlinkAnswers.get(cluster.terminateTaskManager(0));
  }

  /** Does not wait for longer than some seconds for what does not stop. */
  @Override
  public void close() {
    ClusterEnd end = new ClusterEnd(cluster);
    if (job != null && result != null && !result.isDone()) {
      end.cancel(job, result);
    }
    end.close();
    metrics.close();
  }

  private State state(ExecutionGraphInfo info) {
    AccessExecutionGraph graph = info.getArchivedExecutionGraph();
    // A job that is still being set up has no tasks yet.
    boolean running =
        graph.getState() == JobStatus.RUNNING
            && StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING);
    if (running) {
      return State.RUNNING;
    }
    return failures.last().isPresent() ? State.WAITING : State.STARTING;
  }
}
