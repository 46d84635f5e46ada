package io.headwater.job.batch;

import io.headwater.job.config.BatchConfig;
import io.headwater.learning.stream.BatchLimits;
import io.headwater.learning.stream.Batcher;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.Task;
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
 * A {@link Batcher} over keyed state, which a timer tells when the oldest example has waited long
 * enough. At the end of the input nothing stays behind.
 */
public final class BatchFunction extends KeyedProcessFunction<String, Example, MiniBatch> {
  private static final long serialVersionUID = 2;

  private final List<String> tasks;
  private final BatchLimits limits;

  private transient Batcher batcher;
  private transient ValueState<Long> alarm;

  /**
   * @param least examples that a mini-batch must have to leave only because they waited; from 1
   */
  public BatchFunction(List<Task> tasks, BatchConfig config, int least) {
    this.tasks = tasks.stream().map(Task::name).toList();
    this.limits =
        new BatchLimits(config.size(), least, config.maxWait().toMillis(), config.maxBuffered());
  }

  @Override
  public void open(OpenContext context) {
    List<KeyedBuffer> buffers =
        tasks.stream().map(name -> KeyedBuffer.open(name, getRuntimeContext())).toList();
    batcher = new Batcher(tasks, limits, buffers);
    alarm = getRuntimeContext().getState(new ValueStateDescriptor<>("alarm", Types.LONG));
  }

  @Override
  public void processElement(Example example, Context context, Collector<MiniBatch> out)
      throws Exception {
    batcher.add(example, context.timerService().currentProcessingTime(), out::collect);
    if (alarm.value() == null) {
      setAlarm(batcher.due(), context.timerService());
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<MiniBatch> out)
      throws Exception {
    alarm.clear();
    if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      batcher.drain(out::collect);
      return;
    }
    long now = context.timerService().currentProcessingTime();
    setAlarm(batcher.release(now, out::collect), context.timerService());
  }

  private void setAlarm(OptionalLong due, TimerService timers) throws Exception {
    if (due.isEmpty()) {
      return;
    }
    alarm.update(due.getAsLong());
    timers.registerProcessingTimeTimer(due.getAsLong());
    // Event time reaches this only at the end of the input, where waiting has no point any more.
    timers.registerEventTimeTimer(Long.MAX_VALUE);
  }
}
