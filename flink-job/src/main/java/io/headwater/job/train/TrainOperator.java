package io.headwater.job.train;

import static java.util.Objects.requireNonNull;

import io.headwater.job.identity.ModelDescription;
import io.headwater.job.identity.ModelIdentity;
import io.headwater.job.identity.ModelRefusedException;
import io.headwater.job.identity.ModelStart;
import io.headwater.job.identity.SavedModel;
import io.headwater.learning.engine.Captured;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.learner.SavedLearnerState;
import io.headwater.learning.learner.StateFit;
import io.headwater.learning.learner.StateOutline;
import io.headwater.learning.learner.StepOutcome;
import io.headwater.learning.state.UnreadableStateException;
import io.headwater.learning.stream.MiniBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Runs the trainer, and keeps its state in Flink's. At each checkpoint it says how well the tasks
 * do. A version of the model leaves just before the barrier of a checkpoint, so that it lies in the
 * transaction that this checkpoint commits: who reads it can rely on its training state being
 * saved. Training stands still while the state is copied, once for both; encoding, writing and
 * publishing the copy is done by other threads. Runs as one task. Each time it starts it asks
 * whether it may go on with the model (see {@link ModelStart}); if not, the job ends.
 */
public final class TrainOperator extends AbstractStreamOperator<TrainingResult>
    implements OneInputStreamOperator<MiniBatch, TrainingResult>, BoundedOneInput {
  private static final long serialVersionUID = 4;

  private final TrainerConfig trainerConfig;
  private final int everyCheckpoints;
  private final ModelStart start;

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
  public TrainOperator(TrainerConfig trainerConfig, int everyCheckpoints, ModelStart start) {
    this.trainerConfig = trainerConfig;
    this.everyCheckpoints = everyCheckpoints;
    this.start = start;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    tickets = new ArrayList<>();
    try {
      trainer = context.isRestored() ? restored(context) : begun();
    } catch (ModelRefusedException | IllegalArgumentException | UnreadableStateException e) {
      // Trying again would change neither a configuration nor a saved state, nor who trains.
      throw new SuppressRestartsException(e);
    }
    trainMetrics = new TrainMetrics(getMetricGroup(), trainer.engine());
    LOG.info("Training with {} on {}", trainer.engine().engine(), trainer.engine().device());
  }

  @Override
  public void processElement(StreamRecord<MiniBatch> element) {
    MiniBatch batch = element.getValue();
    long start = System.nanoTime();
    StepOutcome outcome = trainer().learn(batch);
    trainMetrics.count(outcome, batch, System.nanoTime() - start);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    boolean publish = checkpointId % everyCheckpoints == 0 && trainer().hasNews();
    if (publish && trainer().hasNoVersion()) {
      // The job that this one replaces may have published since this one was let in.
      trainer().is(start.lookAgain(trainer().identity()));
    }
    stoodStillSince = System.nanoTime();
    letGoOfBarrier();
    Captured<LearnerState> captured = trainer().capture();
    atBarrier = captured;
    emitStanding(captured, publish);
  }

  @Override
  public OperatorSnapshotFutures snapshotState(
      long checkpointId, long timestamp, CheckpointOptions options, CheckpointStreamFactory streams)
      throws Exception {
    OperatorSnapshotFutures futures =
        super.snapshotState(checkpointId, timestamp, options, streams);
    Captured<LearnerState> state = requireNonNull(atBarrier);
    LearnerCheckpoint learner = new LearnerCheckpoint(saved(state.get()), state, streams);
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
    try (Captured<LearnerState> captured = trainer().capture()) {
      emitStanding(captured, trainer().hasNews());
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

  private Trainer begun() {
    ModelIdentity identity = start.admit(Optional.empty());
    return claiming(Trainer.start(trainerConfig, identity));
  }

  /** A job that can't train must not have taken the model away from one that does. */
  private Trainer claiming(Trainer opened) {
    try {
      start.claim();
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private Trainer restored(StateInitializationContext context) throws Exception {
    try (LearnerCheckpoint.Saved checkpoint =
        LearnerCheckpoint.open(context.getRawOperatorStateInputs())) {
      Optional<SavedModel> model = checkpoint.model();
      Optional<ModelIdentity> admitted = model.map(saved -> start.admit(model));
      SavedLearnerState learner = checkpoint.learner();
      Optional<StateFit> allowed =
          model.flatMap(saved -> learner.outline().map(outline -> allowed(outline, saved)));
      try (Captured<LearnerState> captured = learner.read(new NativeBuffer())) {
        LearnerState state = captured.get();
        SavedModel saved = model.isPresent() ? model.get() : savedEarlier(context, state);
        ModelIdentity identity = admitted.orElseGet(() -> start.admit(Optional.of(saved)));
        StateFit fit = allowed.orElseGet(() -> allowed(StateOutline.of(state), saved));
        return resumed(identity, saved, trainerConfig.goingOn(fit, state));
      }
    }
  }

  private StateFit allowed(StateOutline outline, SavedModel saved) {
    StateFit fit = trainerConfig.fit(outline, saved);
    start.requireAllowed(fit, saved, trainerConfig.description());
    if (!fit.isWhole()) {
      fit.report().forEach(line -> LOG.info("Of the saved state, {}", line));
    }
    return fit;
  }

  private Trainer resumed(ModelIdentity identity, SavedModel saved, LearnerState state) {
    PublishedVersion published = new PublishedVersion(saved.version(), saved.versionStep());
    return claiming(Trainer.resume(trainerConfig, identity, state, published));
  }

  /** Of a state of an earlier job, which kept the published version elsewhere. */
  private SavedModel savedEarlier(StateInitializationContext context, LearnerState state)
      throws Exception {
    ListState<PublishedVersion> list =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("published-version", PublishedVersion.class));
    PublishedVersion published = list.get().iterator().next();
    list.clear();
    return saved(ModelIdentity.withoutLineage(start.plan().model()), null, published, state);
  }

  private SavedModel saved(LearnerState state) {
    return saved(trainer().identity(), trainerConfig.description(), trainer().published(), state);
  }

  private static SavedModel saved(
      ModelIdentity identity,
      @Nullable ModelDescription description,
      PublishedVersion published,
      LearnerState state) {
    return new SavedModel(
        identity,
        description,
        published.version(),
        published.step(),
        state.step(),
        state.lineage().examples());
  }

  private void emitStanding(Captured<LearnerState> captured, boolean publish) {
    String ticket = publish ? leave(trainer().nextVersion(captured.share())) : null;
    Instant now = Instant.ofEpochMilli(getProcessingTimeService().getCurrentProcessingTime());
    TrainingResult standing =
        new TrainingResult(
            trainer().step(), now, trainer().scores(), trainer().takeBalances(), ticket);
    output.collect(new StreamRecord<>(standing));
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

  private Trainer trainer() {
    return requireNonNull(trainer, "the operator is closed");
  }
}
