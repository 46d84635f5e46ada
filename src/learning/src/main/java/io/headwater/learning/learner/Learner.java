package io.headwater.learning.learner;

import static java.util.Objects.requireNonNull;

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
import io.headwater.learning.learner.StepOutcome.Update;
import io.headwater.learning.loss.Losses;
import io.headwater.learning.metric.Predictions;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Network;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Learns all tasks together, on any engine. Used by one thread.
 *
 * <p>A joint step runs the trunk once over all images of the mini-batch; each head over the
 * features of the examples that have its label; adds up the gradients that the heads give on the
 * features, times the loss weights; and runs the trunk backward once. A task without a label in the
 * mini-batch changes nothing of its own: neither its head's parameters nor its optimiser.
 */
public final class Learner implements AutoCloseable {
  private final Architecture architecture;
  private final LearnerConfig config;
  private final EngineNetwork trunk;
  private final Map<String, EngineNetwork> heads;
  private final int features;
  private final Map<String, Double> lossWeights;
  private final long seed;
  private final Evaluation evaluation;
  private final BatchMemory memory = new BatchMemory();
  private final BatchMemory heldOutMemory = new BatchMemory();
  private long step;
  private long dropped;
  private Lineage lineage;

  private Learner(
      Architecture architecture,
      LearnerConfig config,
      LearnerState state,
      EngineNetwork trunk,
      Map<String, EngineNetwork> heads) {
    this.architecture = architecture;
    this.config = config;
    this.trunk = trunk;
    this.heads = heads;
    this.features = architecture.trunk().outputSize();
    this.lossWeights = InitialState.lossWeights(architecture);
    this.seed = state.seed();
    this.evaluation =
        new Evaluation(architecture.tasks(), config.metricsWindow(), state.evaluation());
    this.step = state.step();
    this.dropped = state.dropped();
    this.lineage = state.lineage();
  }

  /**
   * A learner that goes on from the state. The loss weights are the architecture's tasks' own, so
   * that a changed configuration takes effect on restart.
   *
   * @throws IllegalArgumentException if the state belongs to another architecture
   */
  public static Learner open(
      Engine engine,
      Architecture architecture,
      LearnerConfig config,
      LearnerState state,
      Precision precision) {
    state.requireFits(architecture);
    Map<String, EngineNetwork> networks = new LinkedHashMap<>();
    try {
      for (Network network : architecture.networks()) {
        NetworkState own = requireNonNull(state.networks().get(network.name()));
        networks.put(network.name(), engine.open(network, own, config.optimiser(), precision));
      }
    } catch (RuntimeException e) {
      networks.values().forEach(EngineNetwork::close);
      throw e;
    }
    EngineNetwork trunk = requireNonNull(networks.remove(Architecture.TRUNK));
    return new Learner(architecture, config, state, trunk, networks);
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
      return new StepOutcome(step, Update.NONE, 0, List.of(), heldOut);
    }
    JointBatch joint =
        JointBatch.labelled(architecture, batch.learned(), batch.fresh().size(), memory);
    List<TaskOutcome> heldOut = scored(batch.heldOut());
    List<TaskForward> forwards = forward(joint);
    backward(joint, forwards);
    List<EngineNetwork> active = active(joint);
    double norm = norm(active);
    boolean finite =
        Double.isFinite(norm) && forwards.stream().allMatch(task -> Double.isFinite(task.loss()));
    if (finite) {
      double factor = norm > config.clipNorm() ? config.clipNorm() / norm : 1;
      active.forEach(network -> network.update(factor));
    } else {
      dropped++;
    }
    step++;
    lineage = after(batch, finite);
    List<TaskOutcome> fresh = outcomes(forwards);
    evaluation.addHeldOut(heldOut);
    if (finite) {
      evaluation.addFresh(fresh);
    }
    return new StepOutcome(step, finite ? Update.APPLIED : Update.DROPPED, norm, fresh, heldOut);
  }

  /** The parameters must be those before the update. */
  private List<TaskOutcome> scored(List<Example> heldOut) {
    if (heldOut.isEmpty()) {
      return List.of();
    }
    JointBatch joint = JointBatch.labelled(architecture, heldOut, heldOutMemory);
    double[] trunkOutputs = trunk.forward(joint.images(), joint.rows(), Mode.INFERENCE);
    return joint.tasks().stream()
        .map(rows -> Scoring.of(rows, headOutputs(rows, trunkOutputs, Mode.INFERENCE)))
        .toList();
  }

  private static List<TaskOutcome> outcomes(List<TaskForward> forwards) {
    return forwards.stream()
        .filter(task -> task.rows().scored() > 0)
        .map(task -> Scoring.of(task.rows(), task.outputs(), task.loss()))
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
   * The joint loss of the examples that the mini-batch is learned from: the sum of loss weight x
   * loss over the tasks that they label.
   */
  public double loss(MiniBatch batch) {
    double loss = 0;
    for (TaskForward task : forward(JointBatch.labelled(architecture, batch.learned(), memory))) {
      loss += lossWeight(task.rows().task()) * task.loss();
    }
    return loss;
  }

  /** Gradient of the joint loss before clipping, by network, then by parameter. Changes nothing. */
  public Map<String, Map<String, Tensor>> gradients(MiniBatch batch) {
    JointBatch joint = JointBatch.labelled(architecture, batch.learned(), memory);
    backward(joint, forward(joint));
    Map<String, Map<String, Tensor>> gradients = new LinkedHashMap<>();
    gradients.put(Architecture.TRUNK, trunk.gradients());
    for (TaskRows rows : joint.tasks()) {
      gradients.put(rows.task().name(), head(rows.task()).gradients());
    }
    return gradients;
  }

  /**
   * Predictions [N, K] by task name, as from {@link io.headwater.learning.metric.Predictions}.
   * Tasks of pairs are predicted only if every example is a pair.
   */
  public Map<String, double[]> predict(List<Example> examples) {
    JointBatch joint = JointBatch.unlabelled(architecture, examples, memory);
    double[] trunkOutputs = trunk.forward(joint.images(), joint.rows(), Mode.INFERENCE);
    Map<String, double[]> predictions = new LinkedHashMap<>();
    for (TaskRows rows : joint.tasks()) {
      double[] outputs = headOutputs(rows, trunkOutputs, Mode.INFERENCE);
      predictions.put(
          rows.task().name(), Predictions.of(rows.task().kind(), outputs, rows.count()));
    }
    return predictions;
  }

  /** How well each task does that has had fresh examples, in the order of the configuration. */
  public List<Score> scores() {
    return evaluation.scores();
  }

  /** A copy of all it has learned. */
  public LearnerState state() {
    return stateOf(EngineNetwork::state);
  }

  /** Copies all it has learned as quickly as can be (see {@link EngineNetwork#captureState}). */
  public Captured<LearnerState> captureState() {
    List<Captured<NetworkState>> captured = new ArrayList<>();
    LearnerState state =
        stateOf(
            network -> {
              Captured<NetworkState> one = network.captureState();
              captured.add(one);
              return one.get();
            });
    return new Captured<>(state, () -> captured.forEach(Captured::close));
  }

  private LearnerState stateOf(Function<EngineNetwork, NetworkState> read) {
    Map<String, NetworkState> networks = new LinkedHashMap<>();
    networks.put(Architecture.TRUNK, read.apply(trunk));
    heads.forEach((task, head) -> networks.put(task, read.apply(head)));
    return new LearnerState(
        architecture.fingerprint(),
        step,
        dropped,
        seed,
        lossWeights,
        networks,
        lineage,
        evaluation.state());
  }

  @Override
  public void close() {
    trunk.close();
    heads.values().forEach(EngineNetwork::close);
  }

  /**
   * What one head made of its examples.
   *
   * @param outputs the head's raw ones
   * @param gradient of the task's loss on them
   */
  private record TaskForward(TaskRows rows, double[] outputs, double loss, double[] gradient) {}

  private List<TaskForward> forward(JointBatch joint) {
    double[] trunkOutputs = trunk.forward(joint.images(), joint.rows(), Mode.TRAINING);
    List<TaskForward> forwards = new ArrayList<>();
    for (TaskRows rows : joint.tasks()) {
      Task task = rows.task();
      double[] outputs = headOutputs(rows, trunkOutputs, Mode.TRAINING);
      double[] gradient = new double[outputs.length];
      double loss =
          Losses.of(task.kind()).evaluate(outputs, rows.labels(), rows.weights(), gradient);
      forwards.add(new TaskForward(rows, outputs, loss, gradient));
    }
    return forwards;
  }

  private double[] headOutputs(TaskRows rows, double[] trunkOutputs, Mode mode) {
    List<double[]> inputs = new ArrayList<>();
    inputs.add(Rows.gather(trunkOutputs, features, rows.first()));
    if (rows.second().length > 0) {
      inputs.add(Rows.gather(trunkOutputs, features, rows.second()));
    }
    return head(rows.task()).forward(inputs, rows.count(), mode);
  }

  private void backward(JointBatch joint, List<TaskForward> forwards) {
    double[] onFeatures = new double[joint.rows() * features];
    for (TaskForward forward : forwards) {
      TaskRows rows = forward.rows();
      double[] weighted = forward.gradient().clone();
      Rows.scale(weighted, lossWeight(rows.task()));
      List<double[]> onInputs = head(rows.task()).backward(weighted);
      Rows.scatterAdd(onInputs.get(0), features, rows.first(), onFeatures);
      if (rows.second().length > 0) {
        Rows.scatterAdd(onInputs.get(1), features, rows.second(), onFeatures);
      }
    }
    trunk.backward(onFeatures);
  }

  private List<EngineNetwork> active(JointBatch joint) {
    List<EngineNetwork> active = new ArrayList<>();
    active.add(trunk);
    joint.tasks().forEach(rows -> active.add(head(rows.task())));
    return active;
  }

  private static double norm(List<EngineNetwork> networks) {
    return Math.sqrt(networks.stream().mapToDouble(EngineNetwork::gradientSquareSum).sum());
  }

  private EngineNetwork head(Task task) {
    return requireNonNull(heads.get(task.name()));
  }

  private double lossWeight(Task task) {
    return requireNonNull(lossWeights.get(task.name()));
  }
}
