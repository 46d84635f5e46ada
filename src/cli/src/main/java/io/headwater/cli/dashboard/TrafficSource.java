package io.headwater.cli.dashboard;

import io.headwater.job.config.JobConfig;
import io.headwater.job.config.StartFrom;
import io.headwater.learning.learner.Lineage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How fast events come, and how far the newest snapshot is behind them: its lineage says up to
 * which offset it has learned. Events that were rejected since, and marks of transactions, count as
 * behind until a later event of their partition is learned from.
 */
final class TrafficSource implements Source {
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final int ANSWER_WITHIN_MILLIS = 10_000;
  private static final double MILLIS_PER_SECOND = 1_000;

  private final Admin admin;
  private final JobConfig job;
  private final Board board;
  private final PublishedLine line;
  private final Clock clock;
  private long arrivedBefore = -1;
  private long timeBefore;

  private TrafficSource(Admin admin, JobConfig job, Board board, PublishedLine line, Clock clock) {
    this.admin = admin;
    this.job = job;
    this.board = board;
    this.line = line;
    this.clock = clock;
  }

  static TrafficSource open(DashboardConfig config, Board board, PublishedLine line, Clock clock) {
    Admin admin =
        Admin.create(
            config
                .clients()
                .settings(
                    Map.of(
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        ANSWER_WITHIN_MILLIS,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        ANSWER_WITHIN_MILLIS)));
    return new TrafficSource(admin, config.job(), board, line, clock);
  }

  @Override
  public void look() throws ExecutionException, InterruptedException {
    List<String> topics = InputTopics.of(job, admin.listTopics().names().get());
    List<TopicPartition> partitions = partitions(topics);
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    long now = clock.millis();
    List<Point> points = new ArrayList<>();
    addRate(ends, now, points);
    addLags(topics, ends, now, points);
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
    admin.close(Duration.ZERO);
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

  private void addLags(
      List<String> topics, Map<TopicPartition, Long> ends, long now, List<Point> points)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> learned = learned();
    List<TopicPartition> untouched =
        ends.keySet().stream().filter(partition -> !learned.containsKey(partition)).toList();
    boolean fromStart = job.kafka().startFrom() == StartFrom.EARLIEST;
    learned.putAll(fromStart ? offsets(untouched, OffsetSpec.earliest()) : Map.of());
    for (String topic : topics) {
      long lag =
          ends.entrySet().stream()
              .filter(end -> end.getKey().topic().equals(topic))
              .mapToLong(end -> behind(end.getValue(), learned.get(end.getKey())))
              .sum();
      points.add(new Point(SeriesNames.lag(topic), now, lag));
    }
  }

  private static long behind(long end, @Nullable Long next) {
    return next == null ? 0 : Math.max(0, end - next);
  }

  /** The offset after the last one that the newest snapshot has learned from. */
  private Map<TopicPartition, Long> learned() {
    Map<TopicPartition, Long> learned = new HashMap<>();
    Lineage lineage =
        line.newest().map(newest -> newest.provenance().lineage()).orElse(Lineage.EMPTY);
    lineage
        .ranges()
        .forEach(
            range ->
                learned.put(
                    new TopicPartition(range.topic(), range.partition()), range.lastOffset() + 1));
    return learned;
  }

  private List<TopicPartition> partitions(List<String> topics)
      throws ExecutionException, InterruptedException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
      topic
          .partitions()
          .forEach(each -> partitions.add(new TopicPartition(topic.name(), each.partition())));
    }
    return partitions;
  }

  private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec where)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, where));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> found :
        admin.listOffsets(wanted).all().get().entrySet()) {
      offsets.put(found.getKey(), found.getValue().offset());
    }
    return offsets;
  }
}
