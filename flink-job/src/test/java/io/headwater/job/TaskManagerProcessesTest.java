package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.LineagePlan;
import io.headwater.job.identity.ModelStart;
import io.headwater.job.kafka.KafkaCheck;
import io.headwater.job.kafka.KafkaLedger;
import java.nio.file.Path;
import java.util.Set;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The job on a JobManager and two TaskManagers, each in a JVM of its own. */
@Timeout(300)
class TaskManagerProcessesTest {
  private static final int TASK_MANAGERS = 2;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  @TempDir private Path checkpoints;

  @Test
  void whatTrainsAndWhatPublishesShareAProcessAndGoOnInAnotherWhenItIsKilled() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        TrainingRun run = new TrainingRun(kafka, "apart", "plain-java")) {
      KafkaCheck.run(run.config());
      JobGraph graph = graph(run.config());
      ClusterOfProcesses.use(
          directory,
          TASK_MANAGERS,
          cluster -> {
            run.send(20);
            run.sendGarbage("edges", new byte[] {1});
            JobID job = cluster.submit(graph);
            String trained = whereItTrains(cluster, job);
            run.awaitSnapshot(1, () -> cluster.failure(job));

            cluster.replace(trained);
            run.send(20);
            run.sendGarbage("edges", new byte[] {2});
            run.assertLearnedFromEachEventOnce(
                run.awaitSnapshot(run.sentEvents(), () -> cluster.failure(job)));
            assertThat(whereItTrains(cluster, job)).isNotEqualTo(trained);
            cluster.cancel(job);
          });
      run.assertVersionsFollowEachOther();
      run.assertGarbageIsRejectedOnce();
    }
  }

  /** Publishes there, too, though there is another TaskManager with less to do. */
  private static String whereItTrains(ClusterOfProcesses cluster, JobID job) {
    assertThat(cluster.awaitTaskManagersOf("1 ingest", job)).hasSize(TASK_MANAGERS);
    Set<String> trains = cluster.awaitTaskManagersOf("5 train", job);
    assertThat(trains).hasSize(1);
    assertThat(cluster.awaitTaskManagersOf("7 publish", job)).isEqualTo(trains);
    return trains.iterator().next();
  }

  private JobGraph graph(JobConfig config) {
    Configuration settings = FlinkSettings.of(config);
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(TASK_MANAGERS);
    ModelStart start =
        new ModelStart(LineagePlan.goOn(config.model().name()), KafkaLedger.of(config));
    TrainingPipeline.build(env, config, start);
    return env.getStreamGraph().getJobGraph();
  }
}
