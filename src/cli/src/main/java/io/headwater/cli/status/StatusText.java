package io.headwater.cli.status;

import io.headwater.cli.SnapshotLine;
import io.headwater.snapshots.Manifest;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A status for the screen: a line for each thing, which begins with "ok" or "failed".
 *
 * @param now when it was looked
 */
record StatusText(PrintWriter out, Instant now) {
  private static final long HOUR = 3_600;
  private static final long MINUTE = 60;

  void flink(FlinkStatus flink) {
    if (flink.job() == null) {
      line(false, "job", flink.state());
      return;
    }
    line(
        flink.state().equals("RUNNING"),
        "job",
        "%s, %,d restarts%s (%s)"
            .formatted(flink.state(), flink.restarts(), lastFailure(flink), flink.job()));
    String completedAt = flink.completedAt();
    line(
        completedAt != null,
        "checkpoint",
        completedAt == null
            ? "none was completed yet"
            : "%,d, %s ago"
                .formatted(
                    flink.checkpoint(), spoken(Duration.between(Instant.parse(completedAt), now))));
  }

  void snapshot(Optional<Manifest> newest, String topic, boolean timely) {
    line(
        newest.isPresent() && timely,
        "snapshot",
        newest
            .map(
                manifest ->
                    "%s, %s ago%s"
                        .formatted(
                            SnapshotLine.of(manifest),
                            spoken(age(manifest)),
                            timely ? "" : ", though events wait"))
            .orElse("none in topic '%s' yet".formatted(topic)));
  }

  /** What Kafka does not tell. */
  void kafka(String reason) {
    line(false, "topics", reason);
  }

  void lags(Map<String, Long> behind) {
    behind.forEach((topic, events) -> line(true, "lag", "%s  %,d".formatted(topic, events)));
  }

  Duration age(Manifest manifest) {
    Duration age = Duration.between(manifest.provenance().createdAt(), now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  private static String lastFailure(FlinkStatus flink) {
    return flink.lastFailure() == null ? "" : ", the last after: " + flink.lastFailure();
  }

  static String spoken(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < MINUTE) {
      return seconds + " s";
    }
    return seconds < HOUR
        ? "%d min %d s".formatted(seconds / MINUTE, seconds % MINUTE)
        : "%,d h %d min".formatted(seconds / HOUR, seconds % HOUR / MINUTE);
  }

  private void line(boolean well, String about, String said) {
    out.printf("%-7s %-11s %s%n", well ? "ok" : "failed", about, said);
    out.flush();
  }
}
