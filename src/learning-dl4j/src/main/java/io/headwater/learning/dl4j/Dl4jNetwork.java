package io.headwater.learning.dl4j;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.Mode;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Network;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.optimise.Update;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network run by DL4J, with its optimiser. */
final class Dl4jNetwork implements EngineNetwork {
  private final Network network;
  private final Map<String, List<Integer>> shapes;
  private final DataType dataType;
  private final StepMemory memory = new StepMemory();
  private final NetworkGraph graph;
  private final ParameterLayout layout;
  private final RunningStatistics statistics;
  private final ArrayOptimiser optimiser;
  private long updates;
  private int count;

  Dl4jNetwork(Network network, NetworkState state, Optimiser optimiser, Precision precision) {
    this.network = network;
    this.shapes = network.shapes();
    this.dataType = precision == Precision.F64 ? DataType.DOUBLE : DataType.FLOAT;
    this.graph = new NetworkGraph(network, dataType);
    this.layout = new ParameterLayout(network, graph.graph());
    this.statistics = new RunningStatistics(network, graph.graph());
    this.optimiser = new ArrayOptimiser(optimiser, layout, graph.parameters());
    this.updates = state.updates();
    layout.write(state.parameters(), graph.parameters());
    statistics.write(state.statistics());
    this.optimiser.write(state);
  }

  @Override
  public double[] forward(byte[] images, int count, Mode mode) {
    String name = network.inputs().keySet().iterator().next();
    long[] shape = shape(name, images.length, count);
    try (StepMemory.Scope scope = memory.begin()) {
      INDArray bytes = Nd4j.create(images, shape, DataType.UINT8);
      return forward(Map.of(name, bytes.castTo(dataType)), count, mode);
    }
  }

  @Override
  public double[] forward(List<double[]> inputs, int count, Mode mode) {
    try (StepMemory.Scope scope = memory.begin()) {
      Map<String, INDArray> arrays = new HashMap<>();
      for (String name : network.inputs().keySet()) {
        double[] values = inputs.get(arrays.size());
        arrays.put(name, Nd4j.create(values, shape(name, values.length, count), dataType));
      }
      return forward(arrays, count, mode);
    }
  }

  private double[] forward(Map<String, INDArray> inputs, int count, Mode mode) {
    this.count = count;
    return values(graph.forward(inputs, mode, memory.layers()));
  }

  @Override
  public List<double[]> backward(double[] outputGradient) {
    try (StepMemory.Scope scope = memory.resume()) {
      String output = network.nodes().get(network.nodes().size() - 1).name();
      long[] shape = shape(output, outputGradient.length, count);
      INDArray onOutput = Nd4j.create(outputGradient, shape, dataType);
      Map<String, INDArray> onInputs = graph.backward(onOutput, memory.layers());
      List<double[]> gradients = new ArrayList<>();
      for (String input : network.inputs().keySet()) {
        if (graph.isDemanded(input)) {
          gradients.add(values(requireNonNull(onInputs.get(input))));
        }
      }
      return gradients;
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
  public void update(Update update) {
    updates++;
    optimiser.update(graph.gradients(), updates, update);
    statistics.move();
  }

  @Override
  public NetworkState state() {
    return new NetworkState(
        updates, layout.read(graph.parameters()), statistics.read(), optimiser.read());
  }

  @Override
  public void close() {
    memory.close();
    graph.close();
    statistics.close();
    optimiser.close();
  }

  private static double[] values(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  /** The shape with the mini-batch as first dimension, of an input or a node. */
  private long[] shape(String name, int values, int count) {
    List<Integer> one = requireNonNull(shapes.get(name));
    long[] shape = new long[one.size() + 1];
    shape[0] = count;
    long size = count;
    for (int i = 0; i < one.size(); i++) {
      shape[i + 1] = one.get(i);
      size *= one.get(i);
    }
    if (size != values || count < 1) {
      throw new IllegalArgumentException(
          values + " values don't make " + count + " of '" + name + "', shape " + one);
    }
    return shape;
  }
}
