package io.headwater.job;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.rest.messages.ClusterConfigurationInfoHeaders;
import org.apache.flink.runtime.rest.messages.ConfigurationInfoEntry;
import org.apache.flink.runtime.rest.messages.DashboardConfigurationHeaders;
import org.apache.flink.runtime.rest.messages.EmptyMessageParameters;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobConfigHeaders;
import org.apache.flink.runtime.rest.messages.JobExceptionsHeaders;
import org.apache.flink.runtime.rest.messages.JobMessageParameters;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo;
import org.apache.flink.runtime.rest.messages.job.JobExceptionsMessageParameters;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.SerializedThrowable;
import org.jspecify.annotations.Nullable;

/** A Flink cluster elsewhere that runs jobs of many, through its REST API. */
public final class RemoteCluster implements AutoCloseable {
  private static final int DEFAULT_PORT = 8081;
  private static final int ATTEMPTS = 3;
  private static final Duration RETRY_DELAY = Duration.ofMillis(500);
  private static final long POLL_NANOS = 200_000_000;

  private final RestClusterClient<String> client;
  private final URI address;

  private RemoteCluster(RestClusterClient<String> client, URI address) {
    this.client = client;
    this.address = address;
  }

  /**
   * @param address such as http://localhost:8081
   * @throws FlinkNotReadyException if no Flink of this version answers there
   */
  public static RemoteCluster open(URI address) {
    Configuration reached = new Configuration();
    reached.set(RestOptions.ADDRESS, address.getHost());
    reached.set(RestOptions.PORT, address.getPort() < 0 ? DEFAULT_PORT : address.getPort());
    reached.set(RestOptions.RETRY_MAX_ATTEMPTS, ATTEMPTS);
    reached.set(RestOptions.RETRY_DELAY, RETRY_DELAY);
    reached.set(SecurityOptions.SSL_REST_ENABLED, "https".equals(address.getScheme()));
    RemoteCluster cluster;
    try {
      cluster = new RemoteCluster(new RestClusterClient<>(reached, address.toString()), address);
    } catch (Exception e) {
      throw new IllegalStateException("cannot make a client of Flink: " + e.getMessage(), e);
    }
    try {
      cluster.requireSameVersion();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** The id of the job of that name that has not ended. */
  public Optional<String> find(String name) {
    return get(client.listJobs(), "list its jobs").stream()
        .filter(job -> job.getJobName().equals(name) && !job.getJobState().isTerminalState())
        .map(JobStatusMessage::getJobId)
        .map(JobID::toHexString)
        .findFirst();
  }

  /** The configuration that a job was submitted with; empty if it was started in another way. */
  public Optional<String> config(String job) {
    JobMessageParameters wanted = new JobMessageParameters();
    wanted.jobPathParameter.resolve(JobID.fromHexString(job));
    return Optional.ofNullable(
        get(
                client.sendRequest(
                    JobConfigHeaders.getInstance(), wanted, EmptyRequestBody.getInstance()),
                "tell a job's configuration")
            .getExecutionConfigInfo()
            .getGlobalJobParameters()
            .get(Submission.CONFIG));
  }

  /** Gives it the job, with its jars; returns the job's id. It takes a while until it runs. */
  public String submit(Submission submission) {
    return get(client.submitJob(submission.graph(parallelism())), "take the job").toHexString();
  }

  /**
   * Waits until every task of the job runs.
   *
   * @return why it does not; empty if it runs
   */
  public Optional<String> awaitRunning(String job, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    JobID id = JobID.fromHexString(job);
    while (true) {
      JobDetailsInfo details = get(client.getJobDetails(id), "tell how the job is");
      if (details.getJobStatus() == JobStatus.RUNNING
          && details.getJobVertexInfos().stream()
              .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING)) {
        return Optional.empty();
      }
      if (details.getJobStatus().isTerminalState()) {
        return Optional.of(end(id));
      }
      if (System.nanoTime() > deadline) {
        return Optional.of(
            "it does not run after %d s; %s"
                .formatted(
                    timeout.toSeconds(),
                    lastFailure(id).orElse("are there slots enough in the cluster?")));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /**
   * Stops the job with a savepoint, so that all that it learned is in it, and waits for its end.
   *
   * @param directory where the cluster puts it; null: where it is configured to
   * @return the savepoint, as the cluster names it
   * @throws FlinkNotReadyException if the cluster could not; then the job goes on
   */
  public String stop(String job, @Nullable String directory) {
    JobID id = JobID.fromHexString(job);
    String savepoint =
        get(
            client.stopWithSavepoint(id, false, directory, SavepointFormatType.NATIVE),
            "stop the job with a savepoint");
    get(client.requestJobResult(id), "end the job");
    return savepoint;
  }

  /** Ends a job without a savepoint, if it has not ended yet. */
  public void cancel(String job) {
    JobID id = JobID.fromHexString(job);
    if (!get(client.getJobStatus(id), "tell how the job is").isTerminalState()) {
      get(client.cancel(id), "cancel the job");
      get(client.requestJobResult(id), "end the job");
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private void requireSameVersion() {
    String its =
        get(
                client.sendRequest(
                    DashboardConfigurationHeaders.getInstance(),
                    EmptyMessageParameters.getInstance(),
                    EmptyRequestBody.getInstance()),
                "tell its version")
            .getFlinkVersion();
    String ours = EnvironmentInformation.getVersion();
    if (!release(its).equals(release(ours))) {
      throw new FlinkNotReadyException(
          "Flink at %s is of version %s; this job is for %s: submit to a cluster of that release"
              .formatted(address, its, ours),
          null);
    }
  }

  /** Such as 2.3 of 2.3.0. */
  private static String release(String version) {
    int patch = version.lastIndexOf('.');
    return patch < 0 ? version : version.substring(0, patch);
  }

  private int parallelism() {
    return get(
            client.sendRequest(
                ClusterConfigurationInfoHeaders.getInstance(),
                EmptyMessageParameters.getInstance(),
                EmptyRequestBody.getInstance()),
            "tell its configuration")
        .stream()
        .filter(entry -> entry.getKey().equals(CoreOptions.DEFAULT_PARALLELISM.key()))
        .map(ConfigurationInfoEntry::getValue)
        .map(Integer::parseInt)
        .findFirst()
        .orElse(CoreOptions.DEFAULT_PARALLELISM.defaultValue());
  }

  private String end(JobID job) {
    return get(client.requestJobResult(job), "tell how the job ended")
        .getSerializedThrowable()
        .map(RemoteCluster::root)
        .orElseGet(() -> "it ended as " + status(job));
  }

  private String status(JobID job) {
    return get(client.getJobStatus(job), "tell how the job is").name().toLowerCase(Locale.ROOT);
  }

  /** What an operator threw, without what Flink puts around it. */
  private static String root(SerializedThrowable failure) {
    return String.valueOf(JobFailures.thrown(failure).getMessage());
  }

  private Optional<String> lastFailure(JobID job) {
    JobExceptionsMessageParameters wanted = new JobExceptionsMessageParameters();
    wanted.jobPathParameter.resolve(job);
    return get(
            client.sendRequest(
                JobExceptionsHeaders.getInstance(), wanted, EmptyRequestBody.getInstance()),
            "tell why the job failed")
        .getExceptionHistory()
        .getEntries()
        .stream()
        .findFirst()
        .flatMap(entry -> entry.getStacktrace().lines().findFirst());
  }

  /**
   * @param asked what Flink was to do, for the message
   */
  private <T> T get(CompletableFuture<T> answer, String asked) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      Throwable cause = ExceptionUtils.stripExecutionException(e);
      throw new FlinkNotReadyException(
          "Flink at %s did not %s: %s".formatted(address, asked, firstLine(cause)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Flink", e);
    }
  }

  /** REST errors come with the stack trace of the cluster. */
  private static String firstLine(Throwable failure) {
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage())
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("[Internal server error"))
        .findFirst()
        .orElseGet(last.getClass()::getSimpleName);
  }
}
