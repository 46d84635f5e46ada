package io.headwater.bench.job;

import io.headwater.job.config.JobConfig;
import io.headwater.learning.engine.Engines;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a measured job runs.
 *
 * @param batch examples of each task in a mini-batch
 * @param interval between checkpoints
 * @param everyCheckpoints how many checkpoints apart snapshots are
 */
public record JobSettings(
    Workload workload,
    String engine,
    String precision,
    int batch,
    Duration interval,
    int everyCheckpoints) {
  /** The same, but for when it saves and publishes. */
  public JobSettings with(Duration otherInterval, int otherEveryCheckpoints) {
    return new JobSettings(
        workload, engine, precision, batch, otherInterval, otherEveryCheckpoints);
  }

  /**
   * The same on that engine.
   *
   * @param otherEngine its name
   */
  JobSettings on(String otherEngine) {
    return new JobSettings(workload, otherEngine, precision, batch, interval, everyCheckpoints);
  }

  /** Examples in a mini-batch. */
  public int examples() {
    return batch * workload.tasks().size();
  }

  /**
   * The whole configuration.
   *
   * @param run keeps the topics of several jobs apart
   * @param eventTopics one for each task, or one for all
   */
  public JobConfig config(String bootstrapServers, String run, List<String> eventTopics) {
    String yaml =
        workload.modelYaml(eventTopics)
            + """
            training:
              engine: ENGINE
              precision: PRECISION
              checkpointInterval: MILLISms
              batch: {size: BATCH, maxWait: 500ms, maxBuffered: 4096}
            kafka:
              bootstrapServers: SERVERS
              rejectedTopic: RUN-rejected
              metricsTopic: RUN-metrics
            snapshots: {topic: RUN-snapshots, everyCheckpoints: EVERY}
            """
                .replace("ENGINE", engine)
                .replace("PRECISION", precision)
                .replace("MILLIS", Long.toString(interval.toMillis()))
                .replace("BATCH", Integer.toString(batch))
                .replace("SERVERS", bootstrapServers)
                .replace("EVERY", Integer.toString(everyCheckpoints))
                .replace("RUN", run);
    return JobConfig.parse(yaml, "the benchmark's job");
  }

  /** For a result. */
  public Map<String, Object> named() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("model", workload.id());
    settings.put(
        "executor", Engines.candidates(engine).get(0).describe().engine() + ", " + precision);
    settings.put("cores", Runtime.getRuntime().availableProcessors());
    settings.put("batch", examples());
    settings.put("checkpointSeconds", interval.toMillis() / 1e3);
    return settings;
  }
}
