package io.headwater.job.train;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Captured;
import io.headwater.learning.engine.LearnerState;
import io.headwater.learning.engine.StepOutcome;
import io.headwater.learning.task.MiniBatch;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Runs the trainer, and keeps its state in Flink's. A version of the model leaves just before the
 * barrier of a checkpoint, so that it lies in the transaction that this checkpoint commits: who
 * reads it can rely on its training state being saved. Training stands still while the state is
 * copied, once for both; encoding, writing and publishing the copy is done by other threads. Runs
 * as one task.
 */
public final class TrainOperator extends AbstractStreamOperator<TrainingResult>
    implements OneInputStreamOperator<MiniBatch, TrainingResult>, BoundedOneInput {
  private static final long serialVersionUID = 2;

  private final TrainerConfig trainerConfig;
  private final int everyCheckpoints;

  @SuppressWarnings("NullAway.Init")
  private transient ListState<PublishedVersion> publishedVersion;

  @SuppressWarnings("NullAway.Init")
  private transient TrainMetrics trainMetrics;

  @SuppressWarnings("NullAway.Init")
  private transient List<String> tickets;

  private transient @Nullable Trainer trainer;
  private transient @Nullable Captured<LearnerState> atBarrier;
  private transient long stoodStillSince;
  private transient boolean ended;

  /**
   * @param everyCheckpoints how many checkpoints apart versions are, from 1
   */
  public TrainOperator(TrainerConfig trainerConfig, int everyCheckpoints) {
    this.trainerConfig = trainerConfig;
    this.everyCheckpoints = everyCheckpoints;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    publishedVersion =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("published-version", PublishedVersion.class));
    tickets = new ArrayList<>();
    trainer = context.isRestored() ? restored(context) : Trainer.start(trainerConfig);
    trainMetrics = new TrainMetrics(getMetricGroup(), trainer.engine());
    LOG.info("Training with {} on {}", trainer.engine().engine(), trainer.engine().device());
  }

  @Override
  public void processElement(StreamRecord<MiniBatch> element) {
    MiniBatch batch = element.getValue();
    long start = System.nanoTime();
    StepOutcome outcome = trainer().learn(batch);
    trainMetrics.count(outcome, batch.examples().size(), System.nanoTime() - start);
    emit(TrainingResult.afterStep(outcome));
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    stoodStillSince = System.nanoTime();
    letGoOfBarrier();
    CapturedState captured = new CapturedState(trainer().capture());
    atBarrier = captured.share();
    emitStanding(captured, checkpointId % everyCheckpoints == 0);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    publishedVersion.update(List.of(trainer().published()));
  }

  @Override
  public OperatorSnapshotFutures snapshotState(
      long checkpointId, long timestamp, CheckpointOptions options, CheckpointStreamFactory streams)
      throws Exception {
    OperatorSnapshotFutures futures =
        super.snapshotState(checkpointId, timestamp, options, streams);
    LearnerCheckpoint learner = new LearnerCheckpoint(requireNonNull(atBarrier), streams);
    futures.setOperatorStateRawFuture(
        learner.toAsyncSnapshotFutureTask(getContainingTask().getCancelables()));
    atBarrier = null;
    trainMetrics.stoodStill(System.nanoTime() - stoodStillSince);
    return futures;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    tickets.removeIf(ticket -> !ModelHandover.isWaiting(ticket));
  }

  @Override
  public void endInput() {
    CapturedState captured = new CapturedState(trainer().capture());
    try (Captured<LearnerState> unused = captured.share()) {
      emitStanding(captured, true);
    }
    ended = true;
  }

  @Override
  public void close() throws Exception {
    // Who publishes may come later than the end of the input, but not after a failure.
    if (tickets != null && !ended) {
      tickets.forEach(ModelHandover::withdraw);
    }
    letGoOfBarrier();
    if (trainer != null) {
      trainer.close();
      trainer = null;
    }
    super.close();
  }

  private Trainer restored(StateInitializationContext context) throws Exception {
    try (Captured<LearnerState> state =
        LearnerCheckpoint.read(context.getRawOperatorStateInputs())) {
      return Trainer.resume(trainerConfig, state.get(), publishedVersion.get().iterator().next());
    }
  }

  private void emitStanding(CapturedState captured, boolean publish) {
    String ticket =
        publish && trainer().hasNews() ? leave(trainer().nextVersion(captured.share())) : null;
    emit(TrainingResult.atCheckpoint(trainer().step(), ticket));
  }

  /** Of a checkpoint that was given up before it could be written. */
  private void letGoOfBarrier() {
    if (atBarrier != null) {
      atBarrier.close();
      atBarrier = null;
    }
  }

  private String leave(TrainedModel model) {
    String ticket = ModelHandover.leave(model);
    tickets.add(ticket);
    return ticket;
  }

  private void emit(TrainingResult result) {
    output.collect(new StreamRecord<>(result));
  }

  private Trainer trainer() {
    return requireNonNull(trainer, "the operator is closed");
  }
}
