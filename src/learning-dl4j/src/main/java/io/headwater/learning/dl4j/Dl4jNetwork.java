package io.headwater.learning.dl4j;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.ElementRule;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.EngineRows;
import io.headwater.learning.engine.Feed;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.OutputGradient;
import io.headwater.learning.engine.Pass;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Network;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.optimise.Update;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network run by DL4J, with its optimiser. */
final class Dl4jNetwork implements EngineNetwork {
  private final Network network;
  private final Optimiser optimiser;
  private final List<String> inputs;
  private final StepMemory forwardMemory = new StepMemory();
  private final StepMemory backwardMemory = new StepMemory();
  private final ArrayFeeds feeds;
  private final NetworkGraph graph;
  private final ParameterLayout layout;
  private final RunningStatistics statistics;
  private final ArrayOptimiser arrays;
  private final KeptGradients kept;
  private List<INDArray> outputs = List.of();
  private Map<String, INDArray> onInputs = Map.of();
  private long updates;
  private int count;
  private int combined;

  Dl4jNetwork(Network network, NetworkState state, Optimiser optimiser, Precision precision) {
    DataType dataType = precision == Precision.F64 ? DataType.DOUBLE : DataType.FLOAT;
    this.network = network;
    this.optimiser = optimiser;
    this.inputs = List.copyOf(network.inputs().keySet());
    this.feeds = new ArrayFeeds(network, dataType);
    this.graph = new NetworkGraph(network, dataType);
    this.layout = new ParameterLayout(network, graph);
    this.statistics = new RunningStatistics(network, graph.graph());
    this.arrays = new ArrayOptimiser(optimiser, layout, graph.parameters());
    this.kept = new KeptGradients(graph.gradients(), statistics);
    take(state);
  }

  @Override
  public void forward(List<Feed> inputs, Pass pass) {
    count = pass.count();
    try (StepMemory.Scope scope = forwardMemory.begin()) {
      Map<String, INDArray> values = feeds.inputs(inputs, count);
      outputs = graph.forward(values, pass, forwardMemory.layers());
    }
  }

  @Override
  public EngineRows output(int index) {
    try (StepMemory.Scope scope = forwardMemory.resume()) {
      return Dl4jRows.of(outputs.get(index));
    }
  }

  @Override
  public void backward(List<OutputGradient> parts) {
    combined = 0;
    try (StepMemory.Scope scope = backwardMemory.begin()) {
      Map<String, INDArray> onOutputs = feeds.onOutputs(parts, count);
      onInputs = graph.backward(onOutputs, backwardMemory.layers());
    }
  }

  @Override
  public EngineRows inputGradient(int index) {
    String name = inputs.get(index);
    if (!requireNonNull(network.inputs().get(name)).isDifferentiable()) {
      throw new IllegalArgumentException("there is no gradient on bytes, input '" + name + "'");
    }
    try (StepMemory.Scope scope = backwardMemory.resume()) {
      INDArray onInput = onInputs.get(name);
      return Dl4jRows.of(onInput == null ? feeds.zeros(name, count) : onInput);
    }
  }

  @Override
  public double gradientSquareSum() {
    return Nd4j.getBlasWrapper().dot(graph.gradients(), graph.gradients());
  }

  @Override
  public Map<String, Tensor> gradients() {
    return layout.read(graph.gradients());
  }

  @Override
  public void keepGradients(int slot) {
    kept.keep(slot);
  }

  @Override
  public double[][] gramMatrix(int slots) {
    return kept.gramMatrix(slots);
  }

  @Override
  public void combineGradients(double[] coefficients) {
    kept.combine(coefficients);
    combined = coefficients.length;
  }

  @Override
  public void combineGradients(double[] coefficients, ElementRule rule) {
    kept.combine(coefficients, rule);
    combined = coefficients.length;
  }

  @Override
  public void update(Update update) {
    updates++;
    arrays.update(graph.gradients(), updates, update);
    if (combined > 0) {
      kept.moveStatistics(combined);
    } else {
      statistics.move(statistics.observed());
    }
  }

  @Override
  public NetworkState state() {
    return new NetworkState(
        updates, layout.read(graph.parameters()), statistics.read(), arrays.read());
  }

  @Override
  public void load(NetworkState state) {
    state.requireFits(network, optimiser);
    take(state);
  }

  private void take(NetworkState state) {
    layout.write(state.parameters(), graph.parameters());
    statistics.write(state.statistics());
    arrays.write(state);
    updates = state.updates();
  }

  @Override
  public void close() {
    forwardMemory.close();
    backwardMemory.close();
    graph.close();
    statistics.close();
    arrays.close();
    kept.close();
  }
}
