package io.headwater.job;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobVertexDetailsHeaders;
import org.apache.flink.runtime.rest.messages.JobVertexMessageParameters;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo.JobVertexDetailsInfo;
import org.apache.flink.runtime.rest.messages.job.SubtaskExecutionAttemptDetailsInfo;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/**
 * A JobManager and TaskManagers of one slot each, every one a process of its own, that spread tasks
 * evenly. Reachable from this machine only.
 */
public final class ClusterOfProcesses implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final Duration DEADLINE = Duration.ofSeconds(120);
  private static final Duration RETRY_DELAY = Duration.ofMillis(200);

  private final Path directory;
  private final String classPath;
  private final URI address;
  private final Map<String, FlinkProcess> processes = new TreeMap<>();
  private final List<FlinkProcess> killed = new ArrayList<>();
  private final RestClusterClient<String> client;
  private int startedTaskManagers;

  private ClusterOfProcesses(Path directory, String classPath, String settings) throws Exception {
    this.directory = directory;
    this.classPath = classPath;
    int restPort = freePort();
    this.address = URI.create("http://" + HOST + ":" + restPort);
    Files.writeString(directory.resolve("config.yaml"), settings(restPort) + settings);
    Configuration reached = new Configuration();
    reached.set(RestOptions.ADDRESS, HOST);
    reached.set(RestOptions.PORT, restPort);
    reached.set(RestOptions.RETRY_DELAY, RETRY_DELAY);
    client = new RestClusterClient<>(reached, "processes");
  }

  /**
   * Starts a cluster, and ends all of its processes after its use. A use that fails tells what they
   * said.
   *
   * @param directory empty; for configuration, logs and temporary files
   */
  static void use(Path directory, int taskManagers, Use use) throws Exception {
    use(directory, taskManagers, System.getProperty("java.class.path"), "", use);
  }

  /**
   * The same of processes that have other classes.
   *
   * @param settings of Flink besides those that make it small: lines of its config.yaml
   */
  public static void use(
      Path directory, int taskManagers, String classPath, String settings, Use use)
      throws Exception {
    try (ClusterOfProcesses cluster = new ClusterOfProcesses(directory, classPath, settings)) {
      try {
        cluster.start(taskManagers);
        use.of(cluster);
      } catch (Exception | AssertionError e) {
        e.addSuppressed(new AssertionError(cluster.said()));
        throw e;
      }
    }
  }

  /** Where its REST API answers. */
  public URI address() {
    return address;
  }

  JobID submit(JobGraph graph) {
    return FlinkAnswers.get(client.submitJob(graph));
  }

  /** Waits until each task of the operator has a place; returns the TaskManagers' names. */
  Set<String> awaitTaskManagersOf(String operator, JobID job) {
    return Await.present(
        operator + " has a place",
        DEADLINE,
        () -> {
          assertThat(failure(job)).isEmpty();
          return FlinkAnswers.answer(client.getJobDetails(job))
              .flatMap(details -> chainWith(operator, details.getJobVertexInfos()))
              .flatMap(chain -> taskManagers(job, chain));
        });
  }

  /** Sends the TaskManager SIGKILL, and starts another one. */
  void replace(String taskManager) throws IOException {
    FlinkProcess process = requireNonNull(processes.remove(taskManager));
    process.kill();
    killed.add(process);
    startTaskManager();
  }

  /**
   * What ended the job; empty as long as it goes on.
   *
   * @throws AssertionError if a process of the cluster has ended by itself
   */
  Optional<Throwable> failure(JobID job) {
    requireAllAlive();
    if (!FlinkAnswers.get(client.getJobStatus(job)).isTerminalState()) {
      return Optional.empty();
    }
    return FlinkAnswers.get(client.requestJobResult(job))
        .getSerializedThrowable()
        .map(Throwable.class::cast);
  }

  /** Waits until the job has ended. */
  void cancel(JobID job) {
    FlinkAnswers.get(client.cancel(job));
    FlinkAnswers.get(client.requestJobResult(job));
  }

  @Override
  public void close() {
    processes.values().forEach(FlinkProcess::kill);
    client.close();
  }

  private void start(int count) throws IOException {
    startProcess("jobmanager", StandaloneSessionClusterEntrypoint.class, List.of());
    for (int i = 0; i < count; i++) {
      startTaskManager();
    }
    Await.until(
        count + " TaskManagers are there",
        DEADLINE,
        () -> {
          requireAllAlive();
          return FlinkAnswers.answer(client.getClusterOverview())
              .filter(overview -> overview.getNumTaskManagersConnected() == count)
              .isPresent();
        });
  }

  private void startTaskManager() throws IOException {
    String name = "taskmanager-" + ++startedTaskManagers;
    startProcess(name, TaskManagerRunner.class, List.of("-D", "taskmanager.resource-id=" + name));
  }

  private void startProcess(String name, Class<?> entryPoint, List<String> arguments)
      throws IOException {
    processes.put(name, FlinkProcess.start(entryPoint, name, directory, classPath, arguments));
  }

  private void requireAllAlive() {
    assertThat(processes.keySet())
        .as("processes that have not ended by themselves")
        .allMatch(name -> requireNonNull(processes.get(name)).isAlive());
  }

  private String said() {
    return Stream.concat(killed.stream(), processes.values().stream())
        .map(FlinkProcess::said)
        .collect(Collectors.joining("\n"));
  }

  private static Optional<JobVertexDetailsInfo> chainWith(
      String operator, Collection<JobVertexDetailsInfo> chains) {
    return chains.stream().filter(chain -> chain.getName().contains(operator)).findFirst();
  }

  private Optional<Set<String>> taskManagers(JobID job, JobVertexDetailsInfo chain) {
    JobVertexMessageParameters wanted = new JobVertexMessageParameters();
    wanted.jobPathParameter.resolve(job);
    wanted.jobVertexIdPathParameter.resolve(chain.getJobVertexID());
    return FlinkAnswers.answer(
            client.sendRequest(
                JobVertexDetailsHeaders.getInstance(), wanted, EmptyRequestBody.getInstance()))
        .map(
            details ->
                details.getSubtasks().stream()
                    .map(SubtaskExecutionAttemptDetailsInfo::getTaskmanagerId)
                    .collect(Collectors.toSet()))
        .filter(processes.keySet()::containsAll);
  }

  private static String settings(int restPort) throws IOException {
    return """
        jobmanager.rpc.address: HOST
        jobmanager.rpc.port: RPC
        jobmanager.bind-host: HOST
        rest.address: HOST
        rest.bind-address: HOST
        rest.port: REST
        taskmanager.host: HOST
        taskmanager.bind-host: HOST
        taskmanager.numberOfTaskSlots: 1
        taskmanager.load-balance.mode: tasks
        taskmanager.cpu.cores: 1.0
        taskmanager.memory.framework.heap.size: 128m
        taskmanager.memory.framework.off-heap.size: 128m
        taskmanager.memory.task.heap.size: 192m
        taskmanager.memory.task.off-heap.size: 64m
        taskmanager.memory.network.min: 16m
        taskmanager.memory.network.max: 16m
        taskmanager.memory.managed.size: 0m
        taskmanager.memory.jvm-metaspace.size: 256m
        taskmanager.memory.jvm-overhead.min: 64m
        taskmanager.memory.jvm-overhead.max: 64m
        # A machine that is busy is waited for; one that is gone is noticed at once.
        pekko.startup-timeout: 2 min
        pekko.ask.timeout: 2 min
        heartbeat.timeout: 120000
        heartbeat.interval: 1000
        cluster.registration.error-delay: 500
        """
        .replace("HOST", HOST)
        .replace("RPC", Integer.toString(freePort()))
        .replace("REST", Integer.toString(restPort));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }

  /** What is done with a cluster. */
  public interface Use {
    void of(ClusterOfProcesses cluster) throws Exception;
  }
}
