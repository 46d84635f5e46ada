package io.headwater.cli.dashboard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A value over time, in bounded memory for as long as it goes on: the newest points as they came,
 * and of what is older as many again, which lie the further apart the longer it takes. Not safe for
 * use by several threads.
 */
final class History {
  /** Points that are kept as they came; of older ones, as many at most. */
  static final int MOST = 800;

  private final Deque<Point> recent = new ArrayDeque<>();
  private final List<Point> older = new ArrayList<>();
  private long spacingMillis;

  /** Returns whether it was taken: time goes forward only. */
  boolean add(Point point) {
    Point last = recent.peekLast();
    if (last != null && point.time() <= last.time()) {
      return false;
    }
    recent.addLast(point);
    if (recent.size() > MOST) {
      keep(recent.removeFirst());
    }
    return true;
  }

  /** In the order of time. */
  List<Point> points() {
    List<Point> points = new ArrayList<>(older);
    points.addAll(recent);
    return points;
  }

  private void keep(Point point) {
    if (older.isEmpty() || point.time() - older.get(older.size() - 1).time() >= spacingMillis) {
      older.add(point);
    }
    if (older.size() > MOST) {
      List<Point> all = List.copyOf(older);
      older.clear();
      for (int i = 0; i < all.size(); i += 2) {
        older.add(all.get(i));
      }
      long span = older.get(older.size() - 1).time() - older.get(0).time();
      spacingMillis = span / older.size();
    }
  }
}
