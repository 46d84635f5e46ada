package io.headwater.cli.dashboard;

import io.headwater.cli.TopicLags;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/** How fast events come, and how far the newest snapshot is behind them. */
final class TrafficSource implements Source {
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final double MILLIS_PER_SECOND = 1_000;

  private final TopicLags topics;
  private final Board board;
  private final PublishedLine line;
  private final Clock clock;
  private long arrivedBefore = -1;
  private long timeBefore;

  private TrafficSource(TopicLags topics, Board board, PublishedLine line, Clock clock) {
    this.topics = topics;
    this.board = board;
    this.line = line;
    this.clock = clock;
  }

  static TrafficSource open(DashboardConfig config, Board board, PublishedLine line, Clock clock) {
    return new TrafficSource(TopicLags.open(config.job(), config.clients()), board, line, clock);
  }

  @Override
  public void look() throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> ends = topics.ends();
    long now = clock.millis();
    List<Point> points = new ArrayList<>();
    addRate(ends, now, points);
    topics
        .behind(ends, line.newest())
        .forEach((topic, lag) -> points.add(new Point(SeriesNames.lag(topic), now, lag)));
    line.newest()
        .map(newest -> now - newest.provenance().createdAt().toEpochMilli())
        .ifPresent(
            age ->
                points.add(new Point(SeriesNames.AGE, now, Math.max(0, age) / MILLIS_PER_SECOND)));
    board.add(points);
    Thread.sleep(INTERVAL.toMillis());
  }

  @Override
  public void close() {
    topics.close();
  }

  private void addRate(Map<TopicPartition, Long> ends, long now, List<Point> points) {
    long arrived = ends.values().stream().mapToLong(Long::longValue).sum();
    if (arrivedBefore >= 0 && arrived >= arrivedBefore && now > timeBefore) {
      double seconds = (now - timeBefore) / MILLIS_PER_SECOND;
      points.add(new Point(SeriesNames.ARRIVED, now, (arrived - arrivedBefore) / seconds));
    }
    arrivedBefore = arrived;
    timeBefore = now;
  }
}
