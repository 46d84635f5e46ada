package io.headwater.job.batch;

import static org.apache.flink.util.function.FunctionUtils.uncheckedSupplier;
import static org.apache.flink.util.function.ThrowingRunnable.unchecked;

import io.headwater.learning.stream.TaskBuffer;
import io.headwater.learning.stream.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** A task's buffer in keyed state. The names of the states, and their types, are in savepoints. */
final class KeyedBuffer implements TaskBuffer {
  private final ListState<WaitingExample> waiting;
  private final ValueState<Integer> labels;

  private KeyedBuffer(ListState<WaitingExample> waiting, ValueState<Integer> labels) {
    this.waiting = waiting;
    this.labels = labels;
  }

  static KeyedBuffer open(String task, RuntimeContext context) {
    return new KeyedBuffer(
        context.getListState(new ListStateDescriptor<>("waiting-" + task, WaitingExample.class)),
        context.getState(new ValueStateDescriptor<>("size-" + task, Types.INT)));
  }

  @Override
  public int labels() {
    Integer known = uncheckedSupplier(labels::value).get();
    return known == null ? 0 : known;
  }

  @Override
  public void countLabel() {
    unchecked(() -> labels.update(labels() + 1)).run();
  }

  @Override
  public void add(Waiting example) {
    unchecked(() -> waiting.add(WaitingExample.of(example))).run();
  }

  @Override
  public OptionalLong oldest() {
    for (WaitingExample first : uncheckedSupplier(waiting::get).get()) {
      return OptionalLong.of(first.since());
    }
    return OptionalLong.empty();
  }

  @Override
  public List<Waiting> waiting() {
    List<Waiting> all = new ArrayList<>();
    uncheckedSupplier(waiting::get).get().forEach(each -> all.add(each.waiting()));
    return all;
  }

  /** Keeps no entry for nothing, so that the state empties. */
  @Override
  public void keep(List<Waiting> left, int labelsLeft) {
    List<WaitingExample> kept = left.stream().map(WaitingExample::of).toList();
    unchecked(() -> waiting.update(kept)).run();
    if (labelsLeft == 0) {
      labels.clear();
    } else {
      unchecked(() -> labels.update(labelsLeft)).run();
    }
  }
}
