package io.headwater.job.batch;

import io.headwater.job.config.BatchConfig;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.MiniBatch;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
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
 * in the least-filled buffer of the tasks that it has labels for. A mini-batch leaves when every
 * task has {@code size} examples, when a buffer is full, or when the oldest example has waited long
 * enough; at the end of the input nothing stays behind.
 */
public final class BatchFunction extends KeyedProcessFunction<String, Example, MiniBatch> {
  private static final long serialVersionUID = 1;

  private final List<Task> tasks;
  private final int size;
  private final int maxBuffered;
  private final long maxWaitMillis;

  private transient List<TaskBuffer> buffers;
  private transient ValueState<Long> alarm;

  public BatchFunction(List<Task> tasks, BatchConfig config) {
    this.tasks = List.copyOf(tasks);
    this.size = config.size();
    this.maxBuffered = config.maxBuffered();
    this.maxWaitMillis = config.maxWait().toMillis();
  }

  @Override
  public void open(OpenContext context) {
    buffers =
        tasks.stream().map(task -> TaskBuffer.open(task.name(), getRuntimeContext())).toList();
    alarm = getRuntimeContext().getState(new ValueStateDescriptor<>("alarm", Types.LONG));
  }

  @Override
  public void processElement(Example example, Context context, Collector<MiniBatch> out)
      throws Exception {
    long now = context.timerService().currentProcessingTime();
    TaskBuffer buffer = leastFilled(example);
    buffer.add(example, now);
    if (buffer.size() >= maxBuffered || allFull()) {
      emit(out);
    } else if (alarm.value() == null) {
      setAlarm(context.timerService(), now + maxWaitMillis);
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
    OptionalLong oldest = oldest();
    while (oldest.isPresent() && oldest.getAsLong() <= overdue) {
      emit(out);
      oldest = oldest();
    }
    alarm.clear();
    if (oldest.isPresent()) {
      setAlarm(context.timerService(), oldest.getAsLong() + maxWaitMillis);
    }
  }

  private TaskBuffer leastFilled(Example example) throws Exception {
    TaskBuffer least = null;
    for (TaskBuffer buffer : buffers) {
      if (buffer.takes(example) && (least == null || buffer.size() < least.size())) {
        least = buffer;
      }
    }
    if (least == null) {
      throw new IllegalStateException(
          "example '" + example.id() + "' has no label for any of the tasks " + tasks);
    }
    return least;
  }

  private boolean allFull() throws Exception {
    for (TaskBuffer buffer : buffers) {
      if (buffer.size() < size) {
        return false;
      }
    }
    return true;
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

  private void emit(Collector<MiniBatch> out) throws Exception {
    List<Example> examples = new ArrayList<>();
    for (TaskBuffer buffer : buffers) {
      examples.addAll(buffer.remove(size));
    }
    out.collect(new MiniBatch(examples));
  }

  private void setAlarm(TimerService timers, long time) throws Exception {
    alarm.update(time);
    timers.registerProcessingTimeTimer(time);
    // Event time reaches this only at the end of the input, where waiting has no point any more.
    timers.registerEventTimeTimer(Long.MAX_VALUE);
  }
}
