package io.headwater.job;

import io.headwater.job.config.JobConfig;
import io.headwater.job.ingest.EventSource;
import io.headwater.job.kafka.KafkaCheck;
import io.headwater.job.publish.Sinks;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job's entry point on a Flink cluster: {@code flink run -c io.headwater.job.TrainingJob JAR
 * --config FILE}.
 */
public final class TrainingJob {
  private TrainingJob() {}

  /**
   * Checks Kafka, then runs the job until it is cancelled.
   *
   * @param args {@code --config FILE}
   */
  public static void main(String[] args) throws Exception {
    JobConfig config = JobConfig.load(configFile(List.of(args)));
    KafkaCheck.run(config);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.of(config));
    TrainingPipeline.build(env, EventSource.of(config), config, Sinks.of(config));
    env.execute(config.model().name());
  }

  private static Path configFile(List<String> args) {
    if (args.size() != 2 || !args.get(0).equals("--config")) {
      throw new IllegalArgumentException(
          "the arguments are %s; they must be --config FILE".formatted(args));
    }
    return Path.of(args.get(1));
  }
}
