package io.headwater.job.train;

import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineDescription;
import io.headwater.learning.engine.Engines;
import io.headwater.learning.engine.InitialState;
import io.headwater.learning.engine.Learner;
import io.headwater.learning.engine.LearnerState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.StepOutcome;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.task.MiniBatch;
import java.util.Optional;

/** The one learner of a job, and the versions of it that were published. Used by one thread. */
public final class Trainer implements AutoCloseable {
  private final Learner learner;
  private final EngineDescription engine;
  private PublishedVersion published;
  private long step;

  private Trainer(
      Learner learner, EngineDescription engine, PublishedVersion published, long step) {
    this.learner = learner;
    this.engine = engine;
    this.published = published;
    this.step = step;
  }

  /** A trainer that has learned nothing yet. */
  public static Trainer start(TrainerConfig config) {
    LearnerState initial = InitialState.of(config.architecture(), config.learner().seed());
    return resume(config, initial, PublishedVersion.NONE);
  }

  /**
   * A trainer that goes on from the state.
   *
   * @throws IllegalArgumentException if there is no such engine, or the state belongs to another
   *     architecture
   */
  public static Trainer resume(
      TrainerConfig config, LearnerState state, PublishedVersion published) {
    Architecture architecture = config.architecture();
    Engine engine = Engines.named(config.engine());
    EngineDescription description = engine.describe();
    Learner learner =
        Learner.open(engine, architecture, config.learner(), state, config.precision());
    return new Trainer(
        learner, withPrecision(description, config.precision()), published, state.step());
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

  /** Copies all it has learned; training stands still for no longer than that takes. */
  public CapturedState capture() {
    return new CapturedState(learner.captureState());
  }

  /** Joint steps taken so far. */
  public long step() {
    return step;
  }

  /** The newest version. */
  public PublishedVersion published() {
    return published;
  }

  /**
   * The next version; empty if there was no step since the last one.
   *
   * @param state captured after the last step
   */
  public Optional<TrainedModel> nextVersion(CapturedState state) {
    if (step == published.step()) {
      return Optional.empty();
    }
    PublishedVersion parent = published;
    published = new PublishedVersion(parent.version() + 1, step);
    return Optional.of(
        new TrainedModel(
            published.version(), parent.version(), state, engine.engine(), engine.device()));
  }

  @Override
  public void close() {
    learner.close();
  }

  private static EngineDescription withPrecision(EngineDescription engine, Precision precision) {
    return new EngineDescription(engine.engine() + ", " + precision.id(), engine.device());
  }
}
