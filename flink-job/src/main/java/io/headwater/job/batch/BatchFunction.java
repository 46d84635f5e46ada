package io.headwater.job.batch;

import io.headwater.job.config.BatchConfig;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gathers examples into mini-batches of up to {@code size} examples of each task. An example waits
 * in the buffer of the first task that it has a label for, and counts for each of its tasks. A
 * mini-batch leaves when every task has {@code size} examples, when {@code maxBuffered} wait for
 * one, or when the oldest example has waited long enough (who goes: {@link MiniBatchChoice}), but
 * not before there are {@code least} examples; at the end of the input nothing stays behind.
 */
public final class BatchFunction extends KeyedProcessFunction<String, Example, MiniBatch> {
  private static final long serialVersionUID = 1;

  private final List<Task> tasks;
  private final List<String> names;
  private final int size;
  private final int maxBuffered;
  private final long maxWaitMillis;
  private final int least;

  private transient List<TaskBuffer> buffers;
  private transient ValueState<Long> alarm;

  /**
   * @param least examples that a mini-batch must have to leave only because they waited; from 1
   */
  public BatchFunction(List<Task> tasks, BatchConfig config, int least) {
    this.least = least;
    this.tasks = List.copyOf(tasks);
    this.names = this.tasks.stream().map(Task::name).toList();
    this.size = config.size();
    this.maxBuffered = config.maxBuffered();
    this.maxWaitMillis = config.maxWait().toMillis();
  }

  @Override
  public void open(OpenContext context) {
    buffers = names.stream().map(name -> TaskBuffer.open(name, getRuntimeContext())).toList();
    alarm = getRuntimeContext().getState(new ValueStateDescriptor<>("alarm", Types.LONG));
  }

  @Override
  public void processElement(Example example, Context context, Collector<MiniBatch> out)
      throws Exception {
    long now = context.timerService().currentProcessingTime();
    add(example, now);
    if (!isDue() && alarm.value() == null) {
      setAlarm(context.timerService(), oldest().orElse(now) + maxWaitMillis);
    }
    while (isDue()) {
      emit(out);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<MiniBatch> out)
      throws Exception {
    boolean endOfInput = context.timeDomain() == TimeDomain.EVENT_TIME;
    long overdue =
        endOfInput
            ? Long.MAX_VALUE
            : context.timerService().currentProcessingTime() - maxWaitMillis;
    alarm.clear();
    OptionalLong oldest = oldest();
    while (oldest.isPresent() && oldest.getAsLong() <= overdue) {
      if (!endOfInput && waiting().size() < least) {
        // The next example that comes sets the alarm again.
        return;
      }
      emit(out);
      oldest = oldest();
    }
    if (oldest.isPresent()) {
      setAlarm(context.timerService(), oldest.getAsLong() + maxWaitMillis);
    }
  }

  private void add(Example example, long now) throws Exception {
    boolean added = false;
    for (TaskBuffer buffer : buffers) {
      if (buffer.takes(example)) {
        buffer.countLabel();
        if (!added) {
          buffer.add(example, now);
          added = true;
        }
      }
    }
    if (!added) {
      throw new IllegalStateException(
          "example '" + example.id() + "' has no label for any of the tasks " + tasks);
    }
  }

  private boolean isDue() throws Exception {
    boolean allHaveEnough = true;
    for (TaskBuffer buffer : buffers) {
      if (buffer.labels() >= maxBuffered) {
        return true;
      }
      allHaveEnough &= buffer.labels() >= size;
    }
    return allHaveEnough;
  }

  private OptionalLong oldest() throws Exception {
    OptionalLong oldest = OptionalLong.empty();
    for (TaskBuffer buffer : buffers) {
      OptionalLong since = buffer.oldest();
      if (oldest.isEmpty() || (since.isPresent() && since.getAsLong() < oldest.getAsLong())) {
        oldest = since;
      }
    }
    return oldest;
  }

  private List<WaitingExample> waiting() throws Exception {
    List<WaitingExample> waiting = new ArrayList<>();
    for (TaskBuffer buffer : buffers) {
      waiting.addAll(buffer.waiting());
    }
    return waiting;
  }

  /** Each buffer is read once: a state backend may hand out new objects at each look. */
  private void emit(Collector<MiniBatch> out) throws Exception {
    List<List<WaitingExample>> waiting = new ArrayList<>();
    for (TaskBuffer buffer : buffers) {
      waiting.add(buffer.waiting());
    }
    Set<WaitingExample> chosen =
        MiniBatchChoice.of(names, size, waiting.stream().flatMap(List::stream).toList());
    out.collect(
        MiniBatch.ofFresh(
            waiting.stream()
                .flatMap(List::stream)
                .filter(chosen::contains)
                .map(WaitingExample::example)
                .toList()));
    waiting.forEach(each -> each.removeIf(chosen::contains));
    Map<String, Integer> labels =
        MiniBatchChoice.labels(waiting.stream().flatMap(List::stream).toList());
    for (int i = 0; i < buffers.size(); i++) {
      buffers.get(i).keep(waiting.get(i), labels.get(names.get(i)));
    }
  }

  private void setAlarm(TimerService timers, long time) throws Exception {
    alarm.update(time);
    timers.registerProcessingTimeTimer(time);
    // Event time reaches this only at the end of the input, where waiting has no point any more.
    timers.registerEventTimeTimer(Long.MAX_VALUE);
  }
}
