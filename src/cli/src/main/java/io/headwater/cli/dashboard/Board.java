package io.headwater.cli.dashboard;

import io.headwater.job.config.JobConfig;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that the page shows. Sources write to it, and each change goes to the audience at once. Its
 * memory is bounded, however long it goes on. Safe for use by several threads.
 */
final class Board {
  private static final int MOST_SERIES = 300;
  private static final int MOST_SNAPSHOTS = 200;
  private static final int MOST_HAPPENINGS = 200;
  private static final int MOST_REJECTED = 40;
  private static final int MOST_REASONS = 50;

  private final String model;
  private final List<TaskView> tasks;
  private final Clock clock;
  private final Audience audience = new Audience();
  private final Map<String, History> series = new LinkedHashMap<>();
  private final Recent<SnapshotView> snapshots = new Recent<>(MOST_SNAPSHOTS);
  private final Recent<Happening> happenings = new Recent<>(MOST_HAPPENINGS);
  private final Recent<RejectedView> rejected = new Recent<>(MOST_REJECTED);
  private final Map<String, Long> rejectedByReason = new TreeMap<>();
  private final Map<String, String> sources = new TreeMap<>();
  private List<SampleView> samples = List.of();

  Board(JobConfig job, Clock clock) {
    this.model = job.model().name();
    this.tasks = TaskView.of(job);
    this.clock = clock;
  }

  /** A listener whose first message is all there is; empty if there are too many. */
  synchronized Optional<Audience.Listener> join() {
    return audience.join("board", view());
  }

  synchronized BoardView view() {
    Map<String, BoardView.Line> lines = new LinkedHashMap<>();
    series.forEach((name, history) -> lines.put(name, BoardView.Line.of(history)));
    return new BoardView(
        model,
        clock.millis(),
        tasks,
        lines,
        snapshots.all(),
        happenings.all(),
        rejected.all(),
        Map.copyOf(rejectedByReason),
        samples,
        Map.copyOf(sources));
  }

  /** Leaves out points of series beyond the first 300, and those not newer than their last. */
  synchronized void add(List<Point> points) {
    List<Point> taken = new ArrayList<>();
    for (Point point : points) {
      History history = series.get(point.series());
      if (history == null && series.size() < MOST_SERIES) {
        history = new History();
        series.put(point.series(), history);
      }
      if (history != null && history.add(point)) {
        taken.add(point);
      }
    }
    if (!taken.isEmpty()) {
      audience.tell("points", taken);
    }
  }

  synchronized void add(SnapshotView snapshot) {
    snapshots.add(snapshot);
    audience.tell("snapshot", snapshot);
  }

  synchronized void add(Happening happening) {
    happenings.add(happening);
    audience.tell("happening", happening);
  }

  synchronized void add(RejectedView event) {
    rejected.add(event);
    count(event.reason(), 1);
    audience.tell("rejected", event);
  }

  /** Counts rejected events that are not shown. */
  synchronized void count(String reason, long events) {
    boolean room = rejectedByReason.containsKey(reason) || rejectedByReason.size() < MOST_REASONS;
    rejectedByReason.merge(room ? reason : RejectedView.OTHER, events, Long::sum);
    audience.tell("reasons", rejectedByReason);
  }

  /** Replaces the samples before. */
  synchronized void show(List<SampleView> newSamples) {
    samples = List.copyOf(newSamples);
    audience.tell("samples", samples);
  }

  /**
   * How a source is.
   *
   * @param trouble why it can't be read; empty if it can
   */
  synchronized void source(String name, String trouble) {
    if (!trouble.equals(sources.put(name, trouble))) {
      audience.tell("sources", sources);
    }
  }
}
