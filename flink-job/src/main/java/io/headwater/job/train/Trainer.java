package io.headwater.job.train;

import io.headwater.job.identity.ModelIdentity;
import io.headwater.learning.engine.Captured;
import io.headwater.learning.engine.EngineDescription;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.proof.ProvenEngine;
import io.headwater.learning.evaluate.Score;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.learner.StepOutcome;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.weighting.TaskBalance;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one learner of a job, and the versions of it that were published. Used by one thread. */
public final class Trainer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  private final Learner learner;
  private final EngineDescription engine;
  private ModelIdentity identity;
  private PublishedVersion published;
  private long step;

  private Trainer(
      Learner learner,
      EngineDescription engine,
      ModelIdentity identity,
      PublishedVersion published,
      long step) {
    this.learner = learner;
    this.engine = engine;
    this.identity = identity;
    this.published = published;
    this.step = step;
  }

  /** A trainer that has learned nothing yet. */
  public static Trainer start(TrainerConfig config, ModelIdentity identity) {
    LearnerState initial = InitialState.of(config.architecture(), config.learner().seed());
    return resume(config, identity, initial, PublishedVersion.NONE);
  }

  /**
   * A trainer that goes on from the state, of which it keeps a copy.
   *
   * @throws IllegalArgumentException if there is no such engine, it can't run or computes wrong
   *     here, or the state belongs to another architecture
   */
  public static Trainer resume(
      TrainerConfig config,
      ModelIdentity identity,
      LearnerState state,
      PublishedVersion published) {
    Architecture architecture = config.architecture();
    ProvenEngine proven = ProvenEngine.choose(config.engine(), architecture, config.precision());
    proven.passedOver().forEach(each -> LOG.warn("Passing over {}", each.reason()));
    Learner learner =
        Learner.open(proven.engine(), architecture, config.learner(), state, config.precision());
    return new Trainer(
        learner,
        withPrecision(proven.describe(), config.precision()),
        identity,
        published,
        state.step());
  }

  /** What trains; its name ends in the precision. */
  public EngineDescription engine() {
    return engine;
  }

  /** Learns from the mini-batch. */
  public StepOutcome learn(MiniBatch batch) {
    StepOutcome outcome = learner.step(batch);
    step = outcome.step();
    return outcome;
  }

  /** How well each task does that has had fresh examples, in the order of the configuration. */
  List<Score> scores() {
    return learner.scores();
  }

  /** See {@link Learner#takeBalances()}. */
  List<TaskBalance> takeBalances() {
    return learner.takeBalances();
  }

  /** Copies all it has learned; training stands still for no longer than that takes. */
  Captured<LearnerState> capture() {
    return learner.captureState();
  }

  /** Joint steps taken so far. */
  public long step() {
    return step;
  }

  /** Who the model is. */
  public ModelIdentity identity() {
    return identity;
  }

  /** Whether the lineage has no version of its own yet. */
  boolean hasNoVersion() {
    return published.version() <= identity.versionsBefore();
  }

  /** Takes the identity of the same lineage, with what came before it. */
  void is(ModelIdentity same) {
    identity = same;
  }

  /** The newest version. */
  public PublishedVersion published() {
    return published;
  }

  /** Whether there was a step since the newest version. */
  boolean hasNews() {
    return step != published.step();
  }

  /**
   * The next version.
   *
   * @param state captured after the last step; the version's from now on
   */
  TrainedModel nextVersion(Captured<LearnerState> state) {
    PublishedVersion parent = published;
    long version = Math.max(parent.version(), identity.versionsBefore()) + 1;
    published = new PublishedVersion(version, step);
    return new TrainedModel(
        version, parent.version(), identity.lineage(), state, engine.engine(), engine.device());
  }

  @Override
  public void close() {
    learner.close();
  }

  private static EngineDescription withPrecision(EngineDescription engine, Precision precision) {
    return new EngineDescription(engine.engine() + ", " + precision.id(), engine.device());
  }
}
