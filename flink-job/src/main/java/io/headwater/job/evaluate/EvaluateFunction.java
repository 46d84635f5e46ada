package io.headwater.job.evaluate;

import io.headwater.job.train.TrainingResult;
import io.headwater.snapshots.TaskScore;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the scores of a checkpoint one by one. Keeps nothing: the learner evaluates itself. */
public final class EvaluateFunction extends ProcessFunction<TrainingResult, TaskScore>
    implements CheckpointedFunction {
  private static final Logger LOG = LoggerFactory.getLogger(EvaluateFunction.class);
  private static final long serialVersionUID = 2;

  /** Earlier versions of this stage kept what the scores are taken from in these. */
  private static final List<String> EARLIER_STATES = List.of("tallies", "faded-tallies");

  private transient EvaluateMetrics metrics;

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    if (!context.isRestored()) {
      return;
    }
    boolean forgotten = false;
    for (String name : EARLIER_STATES) {
      ListState<TaskTally> tallies =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>(name, TaskTally.class));
      forgotten |= tallies.get().iterator().hasNext();
      tallies.clear();
    }
    if (forgotten) {
      LOG.info("An earlier version kept what scores are taken from elsewhere: they begin anew");
    }
  }

  @Override
  public void open(OpenContext context) {
    metrics = new EvaluateMetrics(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(TrainingResult result, Context context, Collector<TaskScore> out) {
    for (TaskScore score : TaskScores.of(result)) {
      metrics.show(score);
      out.collect(score);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {}
}
