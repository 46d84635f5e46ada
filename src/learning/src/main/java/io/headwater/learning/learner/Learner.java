package io.headwater.learning.learner;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Captured;
import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.Mode;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.learner.JointBatch.TaskRows;
import io.headwater.learning.learner.StepOutcome.TaskOutcome;
import io.headwater.learning.loss.Losses;
import io.headwater.learning.metric.Metrics;
import io.headwater.learning.metric.Predictions;
import io.headwater.learning.metric.Tally;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Network;
import io.headwater.learning.state.StatePart;
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
  private final Map<String, String> fingerprints;
  private final Map<String, StatePart> parts;
  private final BatchMemory memory = new BatchMemory();
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
    this.lossWeights = lossWeights(architecture);
    this.fingerprints = architecture.fingerprints();
    this.parts = state.parts();
    this.step = state.step();
    this.dropped = state.dropped();
    this.lineage = state.lineage();
  }

  /**
   * A learner that goes on from the state (see {@link StateFit}). Loss weights and optimiser are
   * the configuration's, so that changed ones take effect on restart. What the state has besides
   * stays in it.
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
   * Learns from the mini-batch. Labels for tasks that the model does not have are passed over.
   *
   * @throws IllegalArgumentException if an example does not fit the model, or no example has a
   *     label for any of its tasks; nothing has been learned then
   */
  public StepOutcome step(MiniBatch batch) {
    JointBatch joint = JointBatch.labelled(architecture, batch.examples(), memory);
    List<TaskForward> forwards = forward(joint);
    backward(joint, forwards);
    List<EngineNetwork> active = active(joint);
    double norm = norm(active);
    boolean applied =
        Double.isFinite(norm) && forwards.stream().allMatch(task -> Double.isFinite(task.loss()));
    if (applied) {
      double factor = norm > config.clipNorm() ? config.clipNorm() / norm : 1;
      active.forEach(network -> network.update(factor));
    } else {
      dropped++;
    }
    step++;
    lineage = lineage.including(batch.examples());
    return new StepOutcome(
        step, applied, norm, forwards.stream().map(TaskForward::outcome).toList());
  }

  /** The joint loss of the mini-batch: the sum of loss weight x loss over the tasks it labels. */
  public double loss(MiniBatch batch) {
    double loss = 0;
    for (TaskForward task : forward(JointBatch.labelled(architecture, batch.examples(), memory))) {
      loss += lossWeight(task.rows().task()) * task.loss();
    }
    return loss;
  }

  /** Gradient of the joint loss before clipping, by network, then by parameter. Changes nothing. */
  public Map<String, Map<String, Tensor>> gradients(MiniBatch batch) {
    JointBatch joint = JointBatch.labelled(architecture, batch.examples(), memory);
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
    Map<String, String> optimisers = new LinkedHashMap<>();
    networks.keySet().forEach(name -> optimisers.put(name, config.optimiser().kind()));
    return new LearnerState(step, dropped, networks, fingerprints, optimisers, lineage, parts);
  }

  @Override
  public void close() {
    trunk.close();
    heads.values().forEach(EngineNetwork::close);
  }

  /**
   * What one head made of its examples.
   *
   * @param gradient of the task's loss on the head's raw outputs
   */
  private record TaskForward(TaskRows rows, double loss, double[] gradient, Tally tally) {
    TaskOutcome outcome() {
      return new TaskOutcome(rows.task().name(), rows.count(), loss, tally);
    }
  }

  private List<TaskForward> forward(JointBatch joint) {
    double[] trunkOutputs = trunk.forward(joint.images(), joint.rows(), Mode.TRAINING);
    List<TaskForward> forwards = new ArrayList<>();
    for (TaskRows rows : joint.tasks()) {
      Task task = rows.task();
      double[] outputs = headOutputs(rows, trunkOutputs, Mode.TRAINING);
      double[] gradient = new double[outputs.length];
      double loss =
          Losses.of(task.kind()).evaluate(outputs, rows.labels(), rows.weights(), gradient);
      double[] predictions = Predictions.of(task.kind(), outputs, rows.count());
      Tally tally = Metrics.of(task.kind()).tally(predictions, rows.labels());
      forwards.add(new TaskForward(rows, loss, gradient, tally));
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

  private static Map<String, Double> lossWeights(Architecture architecture) {
    Map<String, Double> weights = new LinkedHashMap<>();
    architecture.tasks().forEach(task -> weights.put(task.name(), task.lossWeight()));
    return weights;
  }

  private double lossWeight(Task task) {
    return requireNonNull(lossWeights.get(task.name()));
  }
}
