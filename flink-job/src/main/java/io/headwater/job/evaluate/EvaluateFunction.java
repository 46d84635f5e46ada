package io.headwater.job.evaluate;

import io.headwater.job.train.TrainingResult;
import io.headwater.learning.learner.StepOutcome;
import io.headwater.learning.task.Task;
import io.headwater.snapshots.TaskScore;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Adds up the outcomes of the steps. At each checkpoint the tasks' scores go to {@link #SCORES},
 * and with the model, if there is a version of it. Runs as one task.
 */
public final class EvaluateFunction extends ProcessFunction<TrainingResult, EvaluatedModel>
    implements CheckpointedFunction {
  public static final OutputTag<TaskScore> SCORES =
      new OutputTag<>("scores", TypeInformation.of(TaskScore.class));

  private static final long serialVersionUID = 1;

  private final List<Task> tasks;
  private final int window;

  @SuppressWarnings("NullAway.Init")
  private transient Evaluation evaluation;

  @SuppressWarnings("NullAway.Init")
  private transient ListState<TaskTally> tallies;

  /**
   * @param window how many examples of a task its metrics stand for
   */
  public EvaluateFunction(List<Task> tasks, int window) {
    this.tasks = List.copyOf(tasks);
    this.window = window;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    evaluation = new Evaluation(tasks, window);
    OperatorStateStore state = context.getOperatorStateStore();
    tallies = state.getListState(new ListStateDescriptor<>("faded-tallies", TaskTally.class));
    // Older checkpoints have those of classifications as K x K numbers; scores begin anew after
    // them.
    state.getListState(new ListStateDescriptor<>("tallies", TaskTally.class)).clear();
    evaluation.restore(tallies.get());
  }

  @Override
  public void processElement(
      TrainingResult result, Context context, Collector<EvaluatedModel> out) {
    StepOutcome outcome = result.outcome();
    if (outcome != null) {
      evaluation.add(outcome);
      return;
    }
    Instant now = Instant.ofEpochMilli(context.timerService().currentProcessingTime());
    List<TaskScore> scores = evaluation.scores(result.step(), now);
    scores.forEach(score -> context.output(SCORES, score));
    String modelTicket = result.modelTicket();
    if (modelTicket != null) {
      out.collect(new EvaluatedModel(modelTicket, scores));
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    tallies.update(evaluation.tallies());
  }
}
