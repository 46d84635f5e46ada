package io.headwater.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.jspecify.annotations.Nullable;

/** A Flink cluster in this JVM, reachable from this machine only, that runs one job. */
final class LocalCluster implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int SLOTS = Runtime.getRuntime().availableProcessors();
  private static final int RESTARTS = 3;
  private static final long POLL_NANOS = 20_000_000;

  private final MiniCluster cluster;
  private final LocalMetrics metrics;
  private @Nullable JobID job;
  private @Nullable CompletableFuture<JobResult> result;

  private LocalCluster(MiniCluster cluster, LocalMetrics metrics) {
    this.cluster = cluster;
    this.metrics = metrics;
  }

  static LocalCluster start() {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, HOST);
    configuration.set(RestOptions.BIND_ADDRESS, HOST);
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(JobManagerOptions.ADDRESS, HOST);
    configuration.set(JobManagerOptions.BIND_HOST, HOST);
    configuration.set(TaskManagerOptions.HOST, HOST);
    configuration.set(TaskManagerOptions.BIND_HOST, HOST);
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
    return new LocalCluster(cluster, metrics);
  }

  /** The settings, and those that a job on this cluster needs. */
  Configuration settings(Configuration common, Path checkpoints) {
    Configuration settings = new Configuration(common);
    settings.set(CoreOptions.DEFAULT_PARALLELISM, SLOTS);
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTARTS);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
    return settings;
  }

  /** Runs the job, from the checkpoint if there is one. */
  void submit(StreamGraph graph, Optional<Path> checkpoint) {
    JobGraph jobGraph = graph.getJobGraph();
    checkpoint.ifPresent(
        from ->
            jobGraph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(from.toUri().toString())));
    get(cluster.submitJob(jobGraph));
    job = jobGraph.getJobID();
    result = cluster.requestJobResult(jobGraph.getJobID());
  }

  void awaitRunning(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!isRunning()) {
      failure()
          .ifPresent(
              failure -> {
                throw new IllegalStateException("the job failed: " + failure.getMessage(), failure);
              });
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the job does not run after " + timeout.toSeconds() + " s");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  LocalMetrics metrics() {
    return metrics;
  }

  /** What an operator threw, without what Flink puts around it. */
  Optional<Throwable> failure() {
    if (result == null || !result.isDone()) {
      return Optional.empty();
    }
    return get(result)
        .getSerializedThrowable()
        .map(serialized -> serialized.deserializeError(LocalCluster.class.getClassLoader()))
        .map(LocalCluster::thrownByOperator);
  }

  @Override
  public void close() {
    if (job != null && result != null && !result.isDone()) {
      get(cluster.cancelJob(job));
      get(result);
    }
    get(cluster.closeAsync());
    metrics.close();
  }

  private boolean isRunning() {
    if (job == null) {
      return false;
    }
    AccessExecutionGraph graph = get(cluster.getExecutionGraph(job));
    // A job that is still being set up has no tasks yet.
    return graph.getState() == JobStatus.RUNNING
        && StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
            .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING);
  }

  private static Throwable thrownByOperator(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean flinks = failure.getClass().getName().startsWith("org.apache.flink.");
    return flinks && cause != null ? thrownByOperator(cause) : failure;
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Flink failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Flink", e);
    }
  }
}
