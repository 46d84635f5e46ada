package io.headwater.learning.stream;

import java.util.List;
import java.util.OptionalLong;

/**
 * Where a {@link Batcher} keeps the examples that wait in one task's buffer, oldest first, and the
 * number of those that wait for the task in any buffer. Each look may make new objects.
 */
public interface TaskBuffer {
  /** How many waiting examples have a label for the task, here and in other tasks' buffers. */
  int labels();

  /** Counts one more. */
  void countLabel();

  /** Adds one that came after all others. */
  void add(Waiting example);

  /** When the oldest came; empty if none waits here. */
  OptionalLong oldest();

  /** All that wait here. */
  List<Waiting> waiting();

  /**
   * Keeps these alone.
   *
   * @param labels how many of the examples that stay, in any buffer, have a label for the task
   */
  void keep(List<Waiting> left, int labels);
}
