package io.headwater.job.decode;

import io.headwater.job.config.LimitsConfig;
import io.headwater.job.ingest.RawEvent;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.time.Clock;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Events to examples; those that cannot be learned from go to the side output. */
public final class DecodeFunction extends ProcessFunction<RawEvent, Example> {
  /** The side output. */
  public static final OutputTag<Rejection> REJECTED =
      new OutputTag<>("rejected", TypeInformation.of(Rejection.class));

  private static final long serialVersionUID = 1L;

  private final List<Task> tasks;
  private final ImageShape input;
  private final LimitsConfig limits;

  @SuppressWarnings("NullAway.Init")
  private transient EventDecoder decoder;

  @SuppressWarnings("NullAway.Init")
  private transient DecodeMetrics metrics;

  /**
   * @param tasks the tasks that labels may be for
   * @param input the shape that images are brought to
   */
  public DecodeFunction(List<Task> tasks, ImageShape input, LimitsConfig limits) {
    this.tasks = List.copyOf(tasks);
    this.input = input;
    this.limits = limits;
  }

  @Override
  public void open(OpenContext context) {
    decoder = new EventDecoder(tasks, input, limits, Clock.systemUTC());
    metrics = new DecodeMetrics(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(RawEvent event, Context context, Collector<Example> out) {
    DecodeResult result = decoder.decode(event);
    if (result instanceof DecodeResult.Accepted accepted) {
      metrics.accepted(accepted.unknownTasks());
      out.collect(accepted.example());
    } else if (result instanceof DecodeResult.Rejected rejected) {
      metrics.rejected(rejected.rejection());
      context.output(REJECTED, rejected.rejection());
    }
  }
}
