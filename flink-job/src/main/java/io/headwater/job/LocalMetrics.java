package io.headwater.job;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** The operators' metrics of one cluster in this JVM, as they stand. */
final class LocalMetrics implements MetricReporter, AutoCloseable {
  private static final Map<String, LocalMetrics> BY_ID = new ConcurrentHashMap<>();
  private static final String NAME = "local";
  private static final String ID = "id";
  private static final String OPERATOR = "<operator_name>";

  private final String id = UUID.randomUUID().toString();
  private final Map<String, Metric> metrics = new ConcurrentHashMap<>();

  /** To be added to one cluster's settings. */
  static LocalMetrics addTo(Configuration cluster) {
    LocalMetrics metrics = new LocalMetrics();
    BY_ID.put(metrics.id, metrics);
    Configuration reporter = MetricOptions.forReporter(cluster, NAME);
    reporter.set(MetricOptions.REPORTER_FACTORY_CLASS, Factory.class.getName());
    reporter.setString(ID, metrics.id);
    return metrics;
  }

  /** An operator's metric; empty until the operator has started. */
  <T extends Metric> Optional<T> find(String operator, String name, Class<T> type) {
    return Optional.ofNullable(type.cast(metrics.get(key(operator, name))));
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    String operator = group.getAllVariables().get(OPERATOR);
    if (operator != null) {
      metrics.put(key(operator, name), metric);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    metrics.values().remove(metric);
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {
    BY_ID.remove(id);
  }

  private static String key(String operator, String name) {
    return operator + "/" + name;
  }

  /** Flink makes reporters by the name of a class; this one gives it the one that is there. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      String id = properties.getProperty(ID);
      return requireNonNull(BY_ID.get(id), () -> "there are no metrics of the id " + id);
    }
  }
}
