package io.headwater.cli.dashboard;

import io.headwater.cli.Opened;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The page of one job, served until it is closed. It shows what it finds as soon as it is there: a
 * broker, a topic or a job that is away is said on the page, and tried again.
 */
public final class Dashboard implements AutoCloseable {
  private final Opened opened;
  private final DashboardServer server;

  private Dashboard(Opened opened, DashboardServer server) {
    this.opened = opened;
    this.server = server;
  }

  /** Shows it there; the port is closed with the dashboard. */
  public static Dashboard start(DashboardConfig config, DashboardPort port) {
    Clock clock = Clock.systemUTC();
    Board board = new Board(config.job(), clock);
    Pictures pictures = new Pictures();
    PublishedLine line = new PublishedLine(board);
    Opened opened = new Opened();
    DashboardServer server = opened.add(DashboardServer.start(port, board, pictures));
    opened.add(Watch.start("metrics", () -> MetricsSource.open(config, board), board));
    opened.add(
        Watch.start(
            "snapshots", () -> SnapshotsSource.open(config, board, line, pictures, clock), board));
    Map<TopicPartition, Long> next = new HashMap<>();
    opened.add(
        Watch.start("rejected", () -> RejectedSource.open(config, board, pictures, next), board));
    opened.add(Watch.start("topics", () -> TrafficSource.open(config, board, line, clock), board));
    config
        .flink()
        .ifPresent(
            flink ->
                opened.add(
                    Watch.start(
                        "flink",
                        () -> new FlinkSource(flink, config.job().model().name(), board, clock),
                        board)));
    return new Dashboard(opened, server);
  }

  /** Where the page is. */
  public URI address() {
    return server.address();
  }

  @Override
  public void close() {
    opened.close();
  }
}
