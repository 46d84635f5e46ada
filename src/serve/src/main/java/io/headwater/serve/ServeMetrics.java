package io.headwater.serve;

import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** What a server counts, in Prometheus' text format. Safe for use by several threads. */
public final class ServeMetrics {
  /** Of {@link #text}. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** The endpoints that predict, by their names in the metrics. */
  static final String INFER = "infer";

  static final String PREDICT = "predict";

  static final String REQUESTS = "headwater_serve_requests_total";
  static final String FAILURES = "headwater_serve_failures_total";
  static final String DURATION = "headwater_serve_request_duration_seconds";
  static final String BATCH_IMAGES = "headwater_serve_batch_images";
  static final String VERSION = "headwater_serve_model_version";
  static final String SWAPS = "headwater_serve_swaps_total";
  static final String REFUSED_SNAPSHOTS = "headwater_serve_refused_snapshots_total";

  private static final double[] SECONDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };
  private static final double[] IMAGES = {1, 2, 4, 8, 16, 32, 64, 128, 256};
  private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter requests =
      Counter.builder()
          .name(REQUESTS)
          .help("Requests that were answered, also with a refusal.")
          .labelNames("endpoint")
          .register(registry);
  private final Counter failures =
      Counter.builder()
          .name(FAILURES)
          .help("Requests that were refused or failed, by reason.")
          .labelNames("endpoint", "reason")
          .register(registry);
  private final Histogram duration =
      Histogram.builder()
          .name(DURATION)
          .help("Seconds from a request's first byte to its answer.")
          .labelNames("endpoint")
          .classicOnly()
          .classicUpperBounds(SECONDS)
          .register(registry);
  private final Histogram batchImages =
      Histogram.builder()
          .name(BATCH_IMAGES)
          .help("Images that were scored together.")
          .classicOnly()
          .classicUpperBounds(IMAGES)
          .register(registry);
  private final Gauge version =
      Gauge.builder()
          .name(VERSION)
          .help("Version of the snapshot that is served; 0 before the first.")
          .labelNames("model")
          .register(registry);
  private final Counter swaps =
      Counter.builder()
          .name(SWAPS)
          .help("Snapshots that were swapped in, the first one included.")
          .register(registry);
  private final Counter refusedSnapshots =
      Counter.builder()
          .name(REFUSED_SNAPSHOTS)
          .help("Snapshots that were not served, as they are damaged or not to be run.")
          .register(registry);

  private final GaugeDataPoint versionOfModel;

  /**
   * @param model the name of the one that is served
   */
  public ServeMetrics(String model) {
    versionOfModel = version.labelValues(model);
    swaps.initLabelValues();
    refusedSnapshots.initLabelValues();
    for (String endpoint : List.of(INFER, PREDICT)) {
      for (RequestRefusedException.Reason reason : RequestRefusedException.Reason.values()) {
        failures.initLabelValues(endpoint, reason.name());
      }
    }
  }

  /** A request was answered, well or not. */
  void answered(String endpoint, long nanos) {
    requests.labelValues(endpoint).inc();
    duration.labelValues(endpoint).observe(nanos / NANOS_PER_SECOND);
  }

  void failed(String endpoint, RequestRefusedException.Reason reason) {
    failures.labelValues(endpoint, reason.name()).inc();
  }

  void scored(int images) {
    batchImages.observe(images);
  }

  void swapped(long newVersion) {
    versionOfModel.set(newVersion);
    swaps.inc();
  }

  void refusedSnapshot() {
    refusedSnapshots.inc();
  }

  /** All of it, as Prometheus scrapes it. */
  public byte[] text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(text, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("an array could not be written", e);
    }
    return text.toByteArray();
  }
}
