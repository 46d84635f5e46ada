package io.headwater.job.batch;

import io.headwater.job.config.BatchConfig;
import io.headwater.learning.stream.BatchLimits;
import io.headwater.learning.stream.Batcher;
import io.headwater.learning.stream.LabelMeanings;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.stream.Withdrawn;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.List;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link Batcher} over keyed state, which a timer tells when the oldest example has waited long
 * enough. At the end of the input nothing stays behind. Examples may wait while the job is started
 * again with another configuration: labels that mean something else then are taken away before
 * anything leaves. All examples have one key.
 */
public final class BatchFunction extends KeyedProcessFunction<String, Example, MiniBatch> {
  private static final long serialVersionUID = 3;
  private static final Logger LOG = LoggerFactory.getLogger(BatchFunction.class);

  private final List<String> tasks;
  private final LabelMeanings meanings;
  private final BatchLimits limits;

  private transient Batcher batcher;
  private transient ValueState<Long> alarm;
  private transient KeyedMeanings kept;
  private transient BatchMetrics metrics;
  private transient boolean current;

  /**
   * @param images the shape of the examples' images
   * @param least examples that a mini-batch must have to leave only because they waited; from 1
   */
  public BatchFunction(List<Task> tasks, ImageShape images, BatchConfig config, int least) {
    this.tasks = tasks.stream().map(Task::name).toList();
    this.meanings = LabelMeanings.of(tasks, images);
    this.limits =
        new BatchLimits(config.size(), least, config.maxWait().toMillis(), config.maxBuffered());
  }

  @Override
  public void open(OpenContext context) {
    batcher = new Batcher(tasks, limits, buffers(tasks));
    alarm = getRuntimeContext().getState(new ValueStateDescriptor<>("alarm", Types.LONG));
    kept = KeyedMeanings.open(getRuntimeContext());
    metrics = new BatchMetrics(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Example example, Context context, Collector<MiniBatch> out)
      throws Exception {
    bringUpToDate();
    batcher.add(example, context.timerService().currentProcessingTime(), out::collect);
    if (alarm.value() == null) {
      setAlarm(batcher.due(), context.timerService());
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<MiniBatch> out)
      throws Exception {
    bringUpToDate();
    alarm.clear();
    if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      batcher.drain(out::collect);
      return;
    }
    long now = context.timerService().currentProcessingTime();
    setAlarm(batcher.release(now, out::collect), context.timerService());
  }

  /** Only here, as the state that has waited can be read when its key is known. */
  private void bringUpToDate() throws Exception {
    if (!current) {
      LabelMeanings before = kept.kept();
      if (!before.equals(meanings)) {
        withdraw(meanings.changedSince(before));
        kept.keep(meanings);
      }
      current = true;
    }
  }

  private void withdraw(Set<String> changed) {
    List<String> gone = changed.stream().filter(task -> !tasks.contains(task)).toList();
    Withdrawn withdrawn = batcher.withdraw(changed, buffers(gone));
    if (!withdrawn.isNothing()) {
      metrics.count(withdrawn);
      LOG.warn(
          "Of examples that waited for their mini-batch, labels that mean something else in this configuration, or nothing, are not learned from (by task: {}); {} examples had no other label and are dropped",
          withdrawn.labels(),
          withdrawn.examples());
    }
  }

  private List<KeyedBuffer> buffers(List<String> names) {
    return names.stream().map(name -> KeyedBuffer.open(name, getRuntimeContext())).toList();
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
