package io.headwater.job;

import static java.util.Objects.requireNonNull;

import io.headwater.job.config.JobConfig;
import io.headwater.job.config.KeptConfig;
import io.headwater.job.identity.LineagePlan;
import io.headwater.job.identity.ModelStart;
import io.headwater.job.kafka.KafkaLedger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job as it is given to a cluster. The cluster keeps its configuration beside it, so that whoever
 * replaces the job can put it back.
 *
 * @param kept the configuration's text, without secrets
 * @param from the savepoint or checkpoint that it goes on from, as the cluster names it; stays the
 *     user's
 * @param jars that the cluster does not have
 */
public record Submission(
    JobConfig config, KeptConfig kept, LineagePlan plan, Optional<String> from, List<Path> jars) {
  /** Where the cluster keeps the configuration. */
  static final String CONFIG = "headwater.config";

  public Submission {
    requireNonNull(config);
    requireNonNull(kept);
    jars = List.copyOf(jars);
  }

  /**
   * What Flink runs.
   *
   * @param parallelism of all but the trainer
   */
  JobGraph graph(int parallelism) {
    Configuration settings = FlinkSettings.of(config);
    settings.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    settings.set(PipelineOptions.GLOBAL_JOB_PARAMETERS, Map.of(CONFIG, kept.yaml()));
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(settings);
    TrainingPipeline.build(env, config, new ModelStart(plan, KafkaLedger.of(config)));
    JobGraph graph = env.getStreamGraph().getJobGraph();
    from.ifPresent(
        path ->
            graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(path, false, RecoveryClaimMode.NO_CLAIM)));
    jars.forEach(jar -> graph.addJar(new org.apache.flink.core.fs.Path(jar.toUri())));
    return graph;
  }
}
