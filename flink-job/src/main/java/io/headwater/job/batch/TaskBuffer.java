package io.headwater.job.batch;

import io.headwater.learning.task.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * The examples that wait in one task's buffer, oldest first, and how many examples wait for the
 * task in any buffer; in keyed state.
 */
final class TaskBuffer {
  private final String task;
  private final ListState<WaitingExample> waiting;
  private final ValueState<Integer> labels;

  private TaskBuffer(String task, ListState<WaitingExample> waiting, ValueState<Integer> labels) {
    this.task = task;
    this.waiting = waiting;
    this.labels = labels;
  }

  static TaskBuffer open(String task, RuntimeContext context) {
    return new TaskBuffer(
        task,
        context.getListState(new ListStateDescriptor<>("waiting-" + task, WaitingExample.class)),
        context.getState(new ValueStateDescriptor<>("size-" + task, Types.INT)));
  }

  boolean takes(Example example) {
    return example.label(task).isPresent();
  }

  /** How many examples with a label for the task wait, here and in other tasks' buffers. */
  int labels() throws Exception {
    Integer known = labels.value();
    return known == null ? 0 : known;
  }

  void countLabel() throws Exception {
    labels.update(labels() + 1);
  }

  void add(Example example, long now) throws Exception {
    waiting.add(new WaitingExample(example, now));
  }

  /** When the oldest example came; empty if none waits here. */
  OptionalLong oldest() throws Exception {
    for (WaitingExample first : waiting.get()) {
      return OptionalLong.of(first.since());
    }
    return OptionalLong.empty();
  }

  List<WaitingExample> waiting() throws Exception {
    List<WaitingExample> all = new ArrayList<>();
    waiting.get().forEach(all::add);
    return all;
  }

  /**
   * Keeps these examples alone.
   *
   * @param labelsLeft how many of the examples that stay, in any buffer, have a label for the task;
   *     null if none has
   */
  void keep(List<WaitingExample> left, @Nullable Integer labelsLeft) throws Exception {
    if (left.isEmpty()) {
      waiting.clear();
    } else {
      waiting.update(left);
    }
    labels.update(labelsLeft);
  }
}
