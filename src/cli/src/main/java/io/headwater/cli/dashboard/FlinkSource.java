package io.headwater.cli.dashboard;

import io.headwater.cli.FlinkRest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Flink itself: restarts and checkpoints of the job. */
final class FlinkSource implements Source {
  private static final Duration INTERVAL = Duration.ofSeconds(3);
  private static final double MILLIS_PER_SECOND = 1_000;
  private static final String RESTARTS = "numRestarts";
  private static final String FAILED_CHECKPOINTS = "numberOfFailedCheckpoints";
  private static final String CHECKPOINT_MILLIS = "lastCheckpointDuration";

  private final FlinkRest flink;
  private final URI address;
  private final String model;
  private final Board board;
  private final Clock clock;
  private String job = "";
  private double restarts = Double.NaN;
  private double failedCheckpoints = Double.NaN;

  FlinkSource(URI address, String model, Board board, Clock clock) {
    this.flink = new FlinkRest(address);
    this.address = address;
    this.model = model;
    this.board = board;
    this.clock = clock;
  }

  @Override
  public void look() throws IOException, InterruptedException {
    try {
      follow(
          flink
              .job(model)
              .orElseThrow(
                  () -> new IOException("no job '%s' runs at %s".formatted(model, address))));
    } catch (ConnectException e) {
      throw new IOException("Flink does not answer at " + address, e);
    }
    Thread.sleep(INTERVAL.toMillis());
  }

  @Override
  public void close() {}

  private void follow(String id) throws IOException, InterruptedException {
    if (!id.equals(job)) {
      job = id;
      restarts = Double.NaN;
      failedCheckpoints = Double.NaN;
    }
    Map<String, Double> metrics =
        flink.metrics(job, RESTARTS, FAILED_CHECKPOINTS, CHECKPOINT_MILLIS);
    double restartsNow = metrics.getOrDefault(RESTARTS, Double.NaN);
    if (restartsNow > restarts) {
      String why = flink.lastFailure(job).orElse("Flink does not say why");
      happened(Happening.Kind.RESTART, "the job began again: " + why);
    }
    restarts = restartsNow;
    double seconds = metrics.getOrDefault(CHECKPOINT_MILLIS, Double.NaN) / MILLIS_PER_SECOND;
    // Flink counts those that came before all tasks ran, too: only after a complete one they tell.
    if (seconds >= 0) {
      double failedNow = metrics.getOrDefault(FAILED_CHECKPOINTS, Double.NaN);
      if (failedNow > failedCheckpoints) {
        happened(Happening.Kind.CHECKPOINT_FAILED, "a checkpoint did not complete");
      }
      failedCheckpoints = failedNow;
      board.add(List.of(new Point(SeriesNames.CHECKPOINT, clock.millis(), seconds)));
    }
  }

  private void happened(Happening.Kind kind, String text) {
    board.add(new Happening(clock.millis(), kind, text));
  }
}
