package io.headwater.learning.metric;

import io.headwater.learning.task.TaskKind;

/** The metric of each kind of task. */
public final class Metrics {
  private static final Metric CLASSIFICATION = new ClassificationMetric();
  private static final Metric EDGES = new EdgesMetric();
  private static final Metric LOCATION = new LocationMetric();
  private static final Metric SIMILARITY = new SimilarityMetric();
  private static final Metric REGRESSION = new RegressionMetric();

  private Metrics() {}

  public static Metric of(TaskKind kind) {
    return switch (kind) {
      case CLASSIFICATION -> CLASSIFICATION;
      case EDGES -> EDGES;
      case LOCATION -> LOCATION;
      case SIMILARITY -> SIMILARITY;
      case REGRESSION -> REGRESSION;
    };
  }
}
