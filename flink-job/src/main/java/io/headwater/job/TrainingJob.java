package io.headwater.job;

import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.ModelStart;
import io.headwater.job.kafka.KafkaCheck;
import io.headwater.job.kafka.KafkaLedger;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job's entry point on a Flink cluster: {@code flink run -c io.headwater.job.TrainingJob JAR
 * --config FILE}.
 *
 * <p>{@code --new-lineage NAME} begins a lineage of that name where the job would otherwise be
 * refused, because the topic has versions of the model that its state does not know. A state that
 * is of that lineage already goes on, so that the argument may stay when the job is started again.
 *
 * <p>{@code --allow-drop PART}, which may come often, lets the job drop a part of its state that
 * does not fit the configuration; without it the job ends, and says which parts those are. Where a
 * task's classes or kind changed, or a task is gone, the labels that waiting examples have for it
 * are taken away, and examples without another label are dropped: the log says how many, and the
 * metrics headwater_dropped_labels_total and headwater_dropped_examples_total of "4 batch" count
 * them. They never came to the learner, so that the lineage counts them nowhere. What comes from a
 * topic that is no task's any more is passed over, and counted in the metric
 * headwater_unread_events_total of "1 ingest".
 */
public final class TrainingJob {
  private TrainingJob() {}

  /**
   * Checks Kafka, then runs the job until it is cancelled.
   *
   * @param args see {@link JobArguments}
   */
  public static void main(String[] args) throws Exception {
    JobArguments arguments = JobArguments.parse(List.of(args));
    JobConfig config = JobConfig.load(arguments.config());
    KafkaCheck.run(config);
    ModelStart start =
        new ModelStart(arguments.plan(config.model().name()), KafkaLedger.of(config));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.of(config));
    TrainingPipeline.build(env, config, start);
    env.execute(config.model().name());
  }
}
