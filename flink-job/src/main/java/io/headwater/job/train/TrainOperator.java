package io.headwater.job.train;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.LearnerState;
import io.headwater.learning.engine.StepOutcome;
import io.headwater.learning.task.MiniBatch;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Runs the trainer, and keeps its state in Flink's. A version of the model leaves just before the
 * barrier of a checkpoint, so that it lies in the transaction that this checkpoint commits: who
 * reads it can rely on its training state being saved. Runs as one task.
 */
public final class TrainOperator extends AbstractStreamOperator<TrainingResult>
    implements OneInputStreamOperator<MiniBatch, TrainingResult>, BoundedOneInput {
  private static final long serialVersionUID = 1;

  private final TrainerConfig trainerConfig;
  private final int everyCheckpoints;

  @SuppressWarnings("NullAway.Init")
  private transient ListState<byte[]> learnerChunks;

  @SuppressWarnings("NullAway.Init")
  private transient ListState<PublishedVersion> publishedVersion;

  @SuppressWarnings("NullAway.Init")
  private transient TrainMetrics trainMetrics;

  private transient @Nullable Trainer trainer;
  private transient @Nullable LearnerState atBarrier;

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
    learnerChunks =
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>(
                    "learner", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    publishedVersion =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("published-version", PublishedVersion.class));
    trainer = context.isRestored() ? restored() : Trainer.start(trainerConfig);
    trainMetrics = new TrainMetrics(getMetricGroup());
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
    atBarrier = trainer().state();
    emitStanding(atBarrier, checkpointId % everyCheckpoints == 0);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    learnerChunks.update(LearnerStateCodec.encode(requireNonNull(atBarrier)));
    publishedVersion.update(List.of(trainer().published()));
    atBarrier = null;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    // Flink keeps its own copy until the checkpoint is written; ours would only take up memory.
    learnerChunks.clear();
  }

  @Override
  public void endInput() {
    emitStanding(trainer().state(), true);
  }

  @Override
  public void close() throws Exception {
    if (trainer != null) {
      trainer.close();
      trainer = null;
    }
    super.close();
  }

  private Trainer restored() throws Exception {
    List<byte[]> chunks = new ArrayList<>();
    learnerChunks.get().forEach(chunks::add);
    LearnerState state = LearnerStateCodec.decode(chunks);
    learnerChunks.clear();
    return Trainer.resume(trainerConfig, state, publishedVersion.get().iterator().next());
  }

  private void emitStanding(LearnerState state, boolean publish) {
    TrainedModel model = publish ? trainer().nextVersion(state).orElse(null) : null;
    emit(TrainingResult.atCheckpoint(state.step(), model));
  }

  private void emit(TrainingResult result) {
    output.collect(new StreamRecord<>(result));
  }

  private Trainer trainer() {
    return requireNonNull(trainer, "the operator is closed");
  }
}
