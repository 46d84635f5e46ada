package io.headwater.cli.dashboard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest of what came, as many as there is room for. Not safe for use by several threads. */
final class Recent<T> {
  private final int most;
  private final Deque<T> newestFirst = new ArrayDeque<>();

  /**
   * @param most that are kept, over 0
   */
  Recent(int most) {
    this.most = most;
  }

  void add(T value) {
    newestFirst.addFirst(value);
    while (newestFirst.size() > most) {
      newestFirst.removeLast();
    }
  }

  /** The newest first. */
  List<T> all() {
    return List.copyOf(newestFirst);
  }
}
