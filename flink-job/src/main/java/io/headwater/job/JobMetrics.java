package io.headwater.job;

import io.headwater.job.batch.BatchMetrics;
import io.headwater.job.decode.DecodeMetrics;
import io.headwater.job.evaluate.EvaluateMetrics;
import io.headwater.job.ingest.IngestMetrics;
import io.headwater.job.metrics.MetricDescription;
import io.headwater.job.publish.PublishMetrics;
import io.headwater.job.train.TrainMetrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The job's own metrics; Flink has many more. */
public final class JobMetrics {
  private JobMetrics() {}

  /** By the name of the operator that reports them, in the order of the stages. */
  public static Map<String, List<MetricDescription>> byOperator() {
    Map<String, List<MetricDescription>> all = new LinkedHashMap<>();
    all.put("1 ingest", IngestMetrics.ALL);
    all.put("2 decode", DecodeMetrics.ALL);
    all.put("4 batch", BatchMetrics.ALL);
    all.put(TrainingPipeline.TRAIN, TrainMetrics.ALL);
    all.put("6 evaluate", EvaluateMetrics.ALL);
    all.put("7 publish", PublishMetrics.ALL);
    return all;
  }
}
