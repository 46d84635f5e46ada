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

/** The examples that wait in one task's buffer, oldest first, in keyed state. */
final class TaskBuffer {
  private final String task;
  private final ListState<WaitingExample> waiting;
  private final ValueState<Integer> size;

  private TaskBuffer(String task, ListState<WaitingExample> waiting, ValueState<Integer> size) {
    this.task = task;
    this.waiting = waiting;
    this.size = size;
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

  int size() throws Exception {
    Integer known = size.value();
    return known == null ? 0 : known;
  }

  void add(Example example, long now) throws Exception {
    waiting.add(new WaitingExample(example, now));
    size.update(size() + 1);
  }

  /** When the oldest example came; empty if none waits. */
  OptionalLong oldest() throws Exception {
    for (WaitingExample first : waiting.get()) {
      return OptionalLong.of(first.since());
    }
    return OptionalLong.empty();
  }

  /** Takes out the oldest examples, {@code most} of them or fewer. */
  List<Example> remove(int most) throws Exception {
    List<Example> removed = new ArrayList<>();
    List<WaitingExample> left = new ArrayList<>();
    for (WaitingExample each : waiting.get()) {
      if (removed.size() < most) {
        removed.add(each.example());
      } else {
        left.add(each);
      }
    }
    if (left.isEmpty()) {
      waiting.clear();
      size.clear();
    } else {
      waiting.update(left);
      size.update(left.size());
    }
    return removed;
  }
}
