package io.headwater.learning.learner;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.combine.Combiner;
import io.headwater.learning.combine.Gradients;
import io.headwater.learning.engine.Captured;
import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.Mode;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.evaluate.Evaluation;
import io.headwater.learning.evaluate.Score;
import io.headwater.learning.evaluate.TaskOutcome;
import io.headwater.learning.learner.JointBatch.TaskRows;
import io.headwater.learning.learner.ModelPass.HeadGradient;
import io.headwater.learning.learner.TaskForward.Choice;
import io.headwater.learning.metric.Predictions;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.optimise.Update;
import io.headwater.learning.schedule.Pace;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.Task;
import io.headwater.learning.weighting.AppliedStep;
import io.headwater.learning.weighting.ConfiguredWeights;
import io.headwater.learning.weighting.TaskBalance;
import io.headwater.learning.weighting.TaskLosses;
import io.headwater.learning.weighting.Weigher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Learns all tasks together, on any engine. Used by one thread.
 *
 * <p>A joint step runs the networks forward over the examples of the mini-batch, each head over
 * those that have its label; takes the tasks' losses; weighs them; runs the networks backward, and
 * combines the tasks' gradients on what they share; constrains the gradient; updates; and observes
 * what came of it. A task without a label in the mini-batch changes nothing of its own: neither its
 * head's parameters nor its optimiser.
 */
public final class Learner implements AutoCloseable {
  private final LearnerConfig config;
  private final ModelNetworks networks;
  private final Criteria criteria;
  private final Weigher weigher;
  private final Combiner combiner;
  private final Pace pace;
  private final Map<String, String> fingerprints;
  private final Map<String, StatePart> parts;
  private final Evaluation evaluation;
  private final BalanceMeans balance = new BalanceMeans();
  private final Ensembles ensembles;
  private final BatchMemory memory = new BatchMemory();
  private final BatchMemory heldOutMemory = new BatchMemory();
  private long step;
  private long dropped;
  private Lineage lineage;

  private Learner(LearnerConfig config, LearnerState state, ModelNetworks networks) {
    this.config = config;
    this.networks = networks;
    List<Task> tasks = networks.architecture().tasks();
    this.parts = new LinkedHashMap<>(state.parts());
    this.criteria = Criteria.begin(tasks, config, state.parts());
    this.weigher =
        new ConfiguredWeights(
            tasks, config.weighting().begin(tasks, taken(config.weighting().part())));
    this.combiner =
        config.combination().begin(tasks, config.seed(), taken(config.combination().part()));
    this.pace = config.schedule().begin(taken(config.schedule().part()));
    this.fingerprints = networks.architecture().fingerprints();
    this.evaluation = new Evaluation(tasks, config.metricsWindow(), state.evaluation());
    this.ensembles = new Ensembles(networks, config.metricsWindow(), state.parts());
    ensembles.states().forEach(part -> parts.remove(part.name()));
    this.step = state.step();
    this.dropped = state.dropped();
    this.lineage = state.lineage();
  }

  /** A part whose owner keeps it from now on. */
  private Optional<StatePart> taken(String part) {
    return Optional.ofNullable(parts.remove(part));
  }

  /**
   * A learner that goes on from the state (see {@link StateFit}). Loss weights and optimiser are
   * the configuration's, so that changed ones take effect on restart. What the state has besides
   * stays in it.
   *
   * @throws IllegalArgumentException if the state belongs to another architecture, or the
   *     architecture can't be learned as the configuration says
   */
  public static Learner open(
      Engine engine,
      Architecture architecture,
      LearnerConfig config,
      LearnerState state,
      Precision precision) {
    config.requireFits(architecture);
    state.requireFits(architecture);
    ModelNetworks networks =
        ModelNetworks.open(engine, architecture, state.networks(), config.optimiser(), precision);
    return new Learner(config, state, networks);
  }

  /**
   * Learns from the fresh and the replayed examples of the mini-batch, and scores the held-out ones
   * before. Labels for tasks that the model does not have are passed over.
   *
   * @throws IllegalArgumentException if an example does not fit the model, or none that is to be
   *     learned from, or none that is held out, has a label for any of its tasks; nothing has been
   *     learned then
   */
  public StepOutcome step(MiniBatch batch) {
    if (batch.learned().isEmpty()) {
      List<TaskOutcome> heldOut = scored(batch.heldOut());
      evaluation.addHeldOut(heldOut);
      lineage = lineage.skipping(batch.heldOut(), SkipReason.HELD_OUT);
      return new StepOutcome(step, StepOutcome.Update.NONE, 0, 0, List.of(), heldOut);
    }
    JointBatch joint =
        JointBatch.labelled(architecture(), batch.learned(), batch.fresh().size(), memory);
    List<TaskOutcome> heldOut = scored(batch.heldOut());
    StepGradient gradient = gradient(joint);
    List<TaskOutcome> fresh = outcomes(gradient.forwards());
    double norm = gradient.norm();
    boolean finite = Double.isFinite(norm);
    double rate = config.optimiser().learningRate() * pace.factor(step);
    if (finite) {
      Update update = config.update(rate, norm);
      gradient.active().values().forEach(network -> network.update(update));
      combiner.applied();
      if (!gradient.active().isEmpty()) {
        weigher.observe(applied(gradient, joint));
      }
      balance.add(gradient);
      criteria.count(joint);
      ensembles.observe(gradient.forwards(), criteria);
    } else {
      dropped++;
    }
    step++;
    lineage = after(batch, finite);
    evaluation.addHeldOut(heldOut);
    if (finite) {
      evaluation.addFresh(fresh);
      if (!fresh.isEmpty()) {
        pace.observe(evaluation.losses());
      }
    }
    return new StepOutcome(
        step,
        finite ? StepOutcome.Update.APPLIED : StepOutcome.Update.DROPPED,
        norm,
        rate,
        fresh,
        heldOut);
  }

  /** Forward, losses, weigh, backward, combine. */
  private StepGradient gradient(JointBatch joint) {
    Map<String, Choice> choices = ensembles.choices();
    if (config.needsTaskGradients()) {
      return TaskGradients.of(networks, criteria, joint, step, weigher, combiner, choices);
    }
    ModelPass pass = ModelPass.forward(networks, joint, Mode.TRAINING, step);
    List<TaskForward> forwards = TaskForward.all(architecture(), criteria, joint, pass, choices);
    if (!StepGradient.canBeTaken(forwards)) {
      return StepGradient.none(forwards);
    }
    Map<String, Double> weights = weigher.weigh(losses(forwards));
    Map<String, HeadGradient> weighted = new LinkedHashMap<>();
    forwards.stream()
        .filter(TaskForward::learns)
        .forEach(
            forward ->
                weighted.putAll(forward.weighted(requireNonNull(weights.get(forward.task())))));
    Map<String, EngineNetwork> active =
        config.combination().gradients() == Gradients.FEATURES
            ? FeatureGradients.backward(networks, joint, pass, weighted, step, combiner)
            : pass.backward(weighted);
    return new StepGradient(forwards, weights, GramMatrix.NONE, active);
  }

  private AppliedStep applied(StepGradient gradient, JointBatch joint) {
    return new AppliedStep(
        new TaskLosses(step, StepGradient.losses(gradient.forwards()), gradient.gram().norms()),
        gradient.weights(),
        () -> StepGradient.losses(forwards(joint, gradient.choices())));
  }

  /** Without gradients. */
  private TaskLosses losses(List<TaskForward> forwards) {
    return new TaskLosses(step, StepGradient.losses(forwards), Map.of());
  }

  /** Task by task, as for gradients task by task, so that a task's own examples normalise it. */
  private List<TaskForward> forwards(JointBatch joint, Map<String, Choice> choices) {
    if (config.needsTaskGradients()) {
      return joint.tasks().stream()
          .flatMap(rows -> forwardsTogether(joint.only(rows), choices).stream())
          .toList();
    }
    return forwardsTogether(joint, choices);
  }

  private List<TaskForward> forwardsTogether(JointBatch joint, Map<String, Choice> choices) {
    ModelPass pass = ModelPass.forward(networks, joint, Mode.TRAINING, step);
    return TaskForward.all(architecture(), criteria, joint, pass, choices);
  }

  /** The parameters must be those before the update. */
  private List<TaskOutcome> scored(List<Example> heldOut) {
    if (heldOut.isEmpty()) {
      return List.of();
    }
    JointBatch joint = JointBatch.labelled(architecture(), heldOut, heldOutMemory);
    ModelPass pass = ModelPass.forward(networks, joint, Mode.INFERENCE, step);
    return joint.tasks().stream()
        .map(rows -> Scoring.of(criteria.of(rows.task()), rows, pass.raw(rows)))
        .toList();
  }

  private List<TaskOutcome> outcomes(List<TaskForward> forwards) {
    return forwards.stream()
        .filter(task -> task.rows().scored() > 0)
        .map(
            task ->
                Scoring.of(
                    criteria.of(task.rows().task()),
                    task.rows(),
                    task.outputs(),
                    task.outputLoss()))
        .toList();
  }

  private Lineage after(MiniBatch batch, boolean learned) {
    Lineage fresh =
        learned
            ? lineage.including(batch.fresh())
            : lineage.skipping(batch.fresh(), SkipReason.NOT_FINITE);
    return fresh.skipping(batch.heldOut(), SkipReason.HELD_OUT);
  }

  /**
   * The joint loss of the examples that the mini-batch is learned from: the sum of weight x loss
   * over the tasks that they label, with the losses of auxiliary heads.
   */
  public double loss(MiniBatch batch) {
    JointBatch joint = JointBatch.labelled(architecture(), batch.learned(), memory);
    if (config.weighting().needsTaskGradients()) {
      StepGradient gradient = gradient(joint);
      return loss(gradient.forwards(), gradient.weights());
    }
    List<TaskForward> forwards = forwards(joint, ensembles.choices());
    return loss(forwards, weigher.weigh(losses(forwards)));
  }

  private static double loss(List<TaskForward> forwards, Map<String, Double> weights) {
    return forwards.stream()
        .filter(TaskForward::learns)
        .mapToDouble(
            task -> requireNonNull(weights.get(task.task())) * (task.loss() + task.auxiliaryLoss()))
        .sum();
  }

  /** Gradient of the joint loss before clipping, by network, then by parameter. Changes nothing. */
  public Map<String, Map<String, Tensor>> gradients(MiniBatch batch) {
    JointBatch joint = JointBatch.labelled(architecture(), batch.learned(), memory);
    Map<String, Map<String, Tensor>> gradients = new LinkedHashMap<>();
    gradient(joint).active().forEach((name, network) -> gradients.put(name, network.gradients()));
    return gradients;
  }

  /**
   * Predictions [N, K] by task name, as from {@link io.headwater.learning.metric.Predictions}.
   * Tasks of pairs are predicted only if every example is a pair.
   */
  public Map<String, double[]> predict(List<Example> examples) {
    JointBatch joint = JointBatch.unlabelled(architecture(), examples, memory);
    ModelPass pass = ModelPass.forward(networks, joint, Mode.INFERENCE, step);
    Map<String, double[]> predictions = new LinkedHashMap<>();
    for (TaskRows rows : joint.tasks()) {
      predictions.put(
          rows.task().name(), Predictions.of(rows.task().kind(), pass.raw(rows), rows.count()));
    }
    return predictions;
  }

  /** How well each task does that has had fresh examples, in the order of the configuration. */
  public List<Score> scores() {
    return evaluation.scores();
  }

  /**
   * How each task stood among the others since this was last asked, or since the learner was
   * opened; of those that had labels in a step that was applied, in the order of the configuration.
   */
  public List<TaskBalance> takeBalances() {
    return balance.take(architecture().tasks());
  }

  /** A copy of all it has learned. */
  public LearnerState state() {
    return state(networks.collect(EngineNetwork::state));
  }

  /** Copies all it has learned as quickly as can be (see {@link EngineNetwork#captureState}). */
  public Captured<LearnerState> captureState() {
    Map<String, Captured<NetworkState>> captured = networks.collect(EngineNetwork::captureState);
    Map<String, NetworkState> states = new LinkedHashMap<>();
    captured.forEach((name, one) -> states.put(name, one.get()));
    return new Captured<>(state(states), () -> captured.values().forEach(Captured::close));
  }

  private LearnerState state(Map<String, NetworkState> states) {
    Map<String, String> optimisers = new LinkedHashMap<>();
    states.keySet().forEach(name -> optimisers.put(name, config.optimiser().kind()));
    Map<String, StatePart> all = new LinkedHashMap<>(parts);
    criteria.parts().forEach(part -> all.put(part.name(), part));
    weigher.state().ifPresent(part -> all.put(part.name(), part));
    combiner.state().ifPresent(part -> all.put(part.name(), part));
    pace.state().ifPresent(part -> all.put(part.name(), part));
    ensembles.states().forEach(part -> all.put(part.name(), part));
    return new LearnerState(
        step, dropped, states, fingerprints, optimisers, lineage, evaluation.state(), all);
  }

  private Architecture architecture() {
    return networks.architecture();
  }

  @Override
  public void close() {
    networks.close();
  }
}
