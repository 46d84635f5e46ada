package io.headwater.cli.dashboard;

import io.headwater.learning.task.Task;
import io.headwater.schema.TaskMetrics;
import io.headwater.schema.wire.Decoded;
import io.headwater.schema.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The metrics topic: how well each task does, and how it stands among the others. */
final class MetricsSource implements Source {
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final String HELD_OUT = "heldOut.";

  private final TopicReader reader;
  private final Board board;
  private final String model;
  private final List<String> tasks;

  private MetricsSource(TopicReader reader, Board board, String model, List<String> tasks) {
    this.reader = reader;
    this.board = board;
    this.model = model;
    this.tasks = tasks;
  }

  static MetricsSource open(DashboardConfig config, Board board) {
    TopicReader reader = new TopicReader(config.clients());
    try {
      reader.assign(config.job().kafka().metricsTopic());
      reader.seek(Instant.now().minus(config.since()));
      return new MetricsSource(
          reader,
          board,
          config.job().model().name(),
          config.job().learned().stream().map(Task::name).toList());
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  @Override
  public void look() {
    List<Point> points = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : reader.poll(WAIT)) {
      if (record.value() != null
          && Wire.TASK_METRICS.decode(record.value()) instanceof Decoded.Value<TaskMetrics> v
          && v.value().getModel().equals(model)
          && tasks.contains(v.value().getTask())) {
        add(v.value(), points);
      }
    }
    board.add(points);
  }

  @Override
  public void close() {
    reader.close();
  }

  private void add(TaskMetrics metrics, List<Point> points) {
    String task = metrics.getTask();
    long time = metrics.getTime().toEpochMilli();
    String headline = metrics.getHeadline();
    add(points, SeriesNames.loss(task), time, metrics.getValues().get("loss"));
    add(points, SeriesNames.score(task), time, metrics.getValues().get(headline));
    add(points, SeriesNames.heldOut(task), time, metrics.getValues().get(HELD_OUT + headline));
    add(points, SeriesNames.weight(task), time, metrics.getLossWeight());
    add(points, SeriesNames.gradient(task), time, metrics.getGradientNorm());
    // Of each pair once.
    for (String other : tasks.subList(tasks.indexOf(task) + 1, tasks.size())) {
      add(points, SeriesNames.cosine(task, other), time, metrics.getCosines().get(other));
    }
  }

  private static void add(List<Point> points, String series, long time, @Nullable Double value) {
    if (value != null && Double.isFinite(value)) {
      points.add(new Point(series, time, value));
    }
  }
}
