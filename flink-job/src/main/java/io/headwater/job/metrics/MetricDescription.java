package io.headwater.job.metrics;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One of the job's own metrics. Its name is as Prometheus advises: of the product, in base units,
 * which end it, and "_total" behind a counter's.
 *
 * @param name begins with "headwater_"
 * @param unit what is counted or measured; seconds and bytes are in the name, too
 * @param labels keys of the groups that it is in, in their order
 * @param meaning one or two sentences
 */
public record MetricDescription(
    String name, Type type, String unit, List<String> labels, String meaning) {
  private static final String PREFIX = "headwater_";
  private static final String TOTAL = "_total";
  private static final Pattern NAME = Pattern.compile(PREFIX + "[a-z]+(_[a-z]+)*");
  private static final List<String> UNITS_IN_NAMES = List.of("seconds", "bytes");

  /** What Flink's Prometheus reporter puts before the name of an operator's metric. */
  private static final String OPERATOR_SCOPE = "flink_taskmanager_job_task_operator_";

  /** How its value changes. */
  public enum Type {
    /** It only grows, from 0 when its task starts. */
    COUNTER,
    GAUGE
  }

  public MetricDescription {
    requireNonNull(unit, "unit");
    requireNonNull(meaning, "meaning");
    labels = List.copyOf(labels);
    String stem = name.replaceFirst(TOTAL + "$", "");
    if (!NAME.matcher(name).matches()
        || name.endsWith(TOTAL) != (type == Type.COUNTER)
        || (UNITS_IN_NAMES.contains(unit) && !stem.endsWith("_" + unit))) {
      throw new IllegalArgumentException(
          "'%s' of type %s in %s is not as Prometheus advises".formatted(name, type, unit));
    }
  }

  public static MetricDescription counter(String name, String unit, String meaning) {
    return new MetricDescription(name, Type.COUNTER, unit, List.of(), meaning);
  }

  public static MetricDescription gauge(String name, String unit, String meaning) {
    return new MetricDescription(name, Type.GAUGE, unit, List.of(), meaning);
  }

  /** The same, in groups of these keys. */
  public MetricDescription by(String... keys) {
    return new MetricDescription(name, type, unit, List.of(keys), meaning);
  }

  /** As Flink's Prometheus reporter calls it: with the keys of its groups before its name. */
  public String prometheusName() {
    return OPERATOR_SCOPE
        + labels.stream().map(label -> label + "_").collect(Collectors.joining())
        + name;
  }
}
