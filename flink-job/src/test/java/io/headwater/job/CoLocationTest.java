package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.LineagePlan;
import io.headwater.job.identity.ModelStart;
import io.headwater.job.kafka.KafkaCheck;
import io.headwater.job.train.EmptyLedger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** What is handed over by reference stays in one TaskManager. */
class CoLocationTest {
  private static final int TASK_MANAGERS = 3;
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String TRAIN = "5 train";
  private static final String PUBLISH = "7 publish";

  @Test
  void theChainsThatTrainAndPublishAreOneGroup() {
    JobGraph graph = graph(config("localhost:9092"));
    JobVertex train = vertex(graph, TRAIN);
    JobVertex publish = vertex(graph, PUBLISH);

    assertThat(train.getID()).isNotEqualTo(publish.getID());
    assertThat(train.getCoLocationGroup()).isNotNull().isSameAs(publish.getCoLocationGroup());
  }

  @Test
  void trainAndPublishShareATaskManagerThoughTasksAreSpreadOut() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        MiniCluster cluster = new MiniCluster(clusterThatSpreadsTasks())) {
      JobConfig config = config(kafka.bootstrapServers());
      FourTaskEvents.TASKS.forEach(
          task -> kafka.createTopic("spread-" + task, TASK_MANAGERS, Map.of()));
      KafkaCheck.run(config);
      cluster.start();
      JobGraph graph = graph(config);
      cluster.submitJob(graph).get();

      String train = awaitTaskManager(cluster, graph.getJobID(), TRAIN);
      assertThat(awaitTaskManager(cluster, graph.getJobID(), PUBLISH)).isEqualTo(train);
      cluster.cancelJob(graph.getJobID()).get();
      cluster.requestJobResult(graph.getJobID()).get();
    }
  }

  private static MiniClusterConfiguration clusterThatSpreadsTasks() {
    Configuration configuration = new Configuration();
    configuration.set(
        TaskManagerOptions.TASK_MANAGER_LOAD_BALANCE_MODE,
        TaskManagerOptions.TaskManagerLoadBalanceMode.TASKS);
    return new MiniClusterConfiguration.Builder()
        .setConfiguration(configuration)
        .setNumTaskManagers(TASK_MANAGERS)
        .setNumSlotsPerTaskManager(1)
        .setCommonBindAddress("127.0.0.1")
        .withRandomPorts()
        .build();
  }

  private static String awaitTaskManager(MiniCluster cluster, JobID job, String operator) {
    return Await.present(
        operator + " has a place", DEADLINE, () -> taskManager(cluster, job, operator));
  }

  private static Optional<String> taskManager(MiniCluster cluster, JobID job, String operator) {
    for (AccessExecutionVertex vertex :
        cluster.getExecutionGraph(job).join().getAllExecutionVertices()) {
      if (vertex.getTaskNameWithSubtaskIndex().contains(operator)
          && vertex.getCurrentAssignedResourceLocation() != null) {
        return Optional.of(vertex.getCurrentAssignedResourceLocation().getResourceID().toString());
      }
    }
    return Optional.empty();
  }

  private static JobVertex vertex(JobGraph graph, String operator) {
    List<JobVertex> found =
        StreamSupport.stream(graph.getVertices().spliterator(), false)
            .filter(vertex -> vertex.getName().contains(operator))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static JobGraph graph(JobConfig config) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.of(config));
    env.setParallelism(TASK_MANAGERS);
    TrainingPipeline.build(
        env, config, new ModelStart(LineagePlan.goOn(config.model().name()), new EmptyLedger()));
    return env.getStreamGraph().getJobGraph();
  }

  private static JobConfig config(String servers) {
    return JobConfig.parse(FourTaskEvents.configuration("spread", "plain-java", servers), "spread");
  }
}
