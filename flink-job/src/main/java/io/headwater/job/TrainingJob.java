package io.headwater.job;

import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.LineagePlan;
import io.headwater.job.identity.ModelStart;
import io.headwater.job.kafka.KafkaCheck;
import io.headwater.job.kafka.KafkaLedger;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The job's entry point on a Flink cluster: {@code flink run -c io.headwater.job.TrainingJob JAR
 * --config FILE}.
 *
 * <p>{@code --new-lineage NAME} begins a lineage of that name where the job would otherwise be
 * refused, because the topic has versions of the model that its state does not know. A state that
 * is of that lineage already goes on, so that the argument may stay when the job is started again.
 */
public final class TrainingJob {
  private static final String CONFIG = "--config";
  private static final String NEW_LINEAGE = "--new-lineage";
  private static final Pattern LINEAGE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  private TrainingJob() {}

  /**
   * Checks Kafka, then runs the job until it is cancelled.
   *
   * @param args {@code --config FILE [--new-lineage NAME]}
   */
  public static void main(String[] args) throws Exception {
    Map<String, String> options = options(List.of(args));
    JobConfig config = JobConfig.load(Path.of(options.getOrDefault(CONFIG, "")));
    KafkaCheck.run(config);
    ModelStart start =
        new ModelStart(plan(config, options.get(NEW_LINEAGE)), KafkaLedger.of(config));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.of(config));
    TrainingPipeline.build(env, config, start);
    env.execute(config.model().name());
  }

  private static LineagePlan plan(JobConfig config, @Nullable String newLineage) {
    String model = config.model().name();
    return newLineage == null ? LineagePlan.goOn(model) : new LineagePlan(model, newLineage, true);
  }

  static Map<String, String> options(List<String> args) {
    Map<String, String> options = new HashMap<>();
    boolean valid = args.size() % 2 == 0;
    for (int i = 0; valid && i < args.size(); i += 2) {
      String name = args.get(i);
      String value = args.get(i + 1);
      valid =
          (name.equals(CONFIG) || (name.equals(NEW_LINEAGE) && LINEAGE.matcher(value).matches()))
              && options.put(name, value) == null;
    }
    if (!valid || !options.containsKey(CONFIG)) {
      throw new IllegalArgumentException(
          "the arguments are %s; they must be --config FILE, and may be followed by --new-lineage NAME, with a name of 1 to 100 letters, digits, '.', '_' and '-'"
              .formatted(args));
    }
    return options;
  }
}
