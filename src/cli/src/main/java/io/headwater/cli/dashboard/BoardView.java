package io.headwater.cli.dashboard;

import java.util.List;
import java.util.Map;

/**
 * All that the page shows, as it is now: the first message to a page. The others are its parts.
 *
 * @param now of the server, milliseconds since the epoch, UTC
 * @param series times and values by name
 * @param rejectedByReason how many were seen of each reason
 * @param sources by name: empty if it can be read, or else why not
 */
record BoardView(
    String model,
    long now,
    List<TaskView> tasks,
    Map<String, Line> series,
    List<SnapshotView> snapshots,
    List<Happening> happenings,
    List<RejectedView> rejected,
    Map<String, Long> rejectedByReason,
    List<SampleView> samples,
    Map<String, String> sources) {
  /**
   * A series.
   *
   * @param t times, milliseconds since the epoch, UTC
   * @param v values
   */
  record Line(List<Long> t, List<Double> v) {
    static Line of(History history) {
      List<Point> points = history.points();
      return new Line(
          points.stream().map(Point::time).toList(), points.stream().map(Point::value).toList());
    }
  }
}
