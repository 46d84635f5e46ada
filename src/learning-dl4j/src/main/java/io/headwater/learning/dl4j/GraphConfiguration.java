package io.headwater.learning.dl4j;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.DropoutMask;
import io.headwater.learning.model.Layer.AbsoluteDifference;
import io.headwater.learning.model.Layer.Add;
import io.headwater.learning.model.Layer.AveragePool;
import io.headwater.learning.model.Layer.BatchNorm;
import io.headwater.learning.model.Layer.Concatenate;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Layer.Dropout;
import io.headwater.learning.model.Layer.Flatten;
import io.headwater.learning.model.Layer.GatedSum;
import io.headwater.learning.model.Layer.GlobalAveragePool;
import io.headwater.learning.model.Layer.MaxPool;
import io.headwater.learning.model.Layer.Relu;
import io.headwater.learning.model.Layer.Resize;
import io.headwater.learning.model.Layer.Scale;
import io.headwater.learning.model.Layer.Sigmoid;
import io.headwater.learning.model.Layer.Softmax;
import io.headwater.learning.model.Layer.WeightedSum;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.nd4j.linalg.api.buffer.DataType;

/** Writes a network down as the configuration of a DL4J graph, without an output layer. */
final class GraphConfiguration {
  private final Network network;
  private final Map<String, List<Integer>> shapes;
  private final GradientDemand demand;
  private final ComputationGraphConfiguration.GraphBuilder builder;

  private GraphConfiguration(Network network, GradientDemand demand, DataType dataType) {
    this.network = network;
    this.shapes = network.shapes();
    this.demand = demand;
    this.builder =
        new NeuralNetConfiguration.Builder()
            .dataType(dataType)
            .miniBatch(false)
            .graphBuilder()
            .addInputs(List.copyOf(network.inputs().keySet()));
  }

  static ComputationGraphConfiguration of(
      Network network, GradientDemand demand, DataType dataType) {
    return new GraphConfiguration(network, demand, dataType).build();
  }

  private ComputationGraphConfiguration build() {
    network.nodes().forEach(this::add);
    return builder
        .setOutputs(network.outputs().toArray(String[]::new))
        .validateOutputLayerConfig(false)
        .build();
  }

  private void add(Node node) {
    String name = node.name();
    String[] inputs = node.inputs().toArray(String[]::new);
    List<Integer> inputShape = shape(inputs[0]);
    if (node.layer() instanceof Scale) {
      builder.addVertex(name, new ScaleVertex(1 / 255.0), inputs);
    } else if (node.layer() instanceof Convolution layer) {
      boolean inputGradientNeeded = demand.contains(inputs[0]);
      builder.addLayer(name, new KernelConvolution(layer, inputShape, inputGradientNeeded), inputs);
    } else if (node.layer() instanceof MaxPool layer) {
      add(name, Pooling.of(layer, inputShape), inputs);
    } else if (node.layer() instanceof AveragePool layer) {
      add(name, Pooling.of(layer, inputShape), inputs);
    } else if (node.layer() instanceof BatchNorm layer) {
      builder.addLayer(name, new KernelNorm(layer, inputShape.get(0)), inputs);
    } else if (node.layer() instanceof GlobalAveragePool) {
      add(name, new GlobalAveragePooling(), inputs);
    } else if (node.layer() instanceof Add) {
      add(name, new Sum(), inputs);
    } else if (node.layer() instanceof Concatenate) {
      add(name, new Concatenation(), inputs);
    } else if (node.layer() instanceof Dropout layer) {
      add(name, new DroppingOut(new DropoutMask(name, layer.rate())), inputs);
    } else if (node.layer() instanceof Resize) {
      add(name, new Resizing(inputShape, shape(name)), inputs);
    } else if (node.layer() instanceof Sigmoid) {
      add(name, new Logistic(), inputs);
    } else if (node.layer() instanceof Relu) {
      add(name, new Rectifier(), inputs);
    } else if (node.layer() instanceof Flatten) {
      builder.addVertex(name, new ReshapeVertex(-1, shape(name).get(0)), inputs);
    } else if (node.layer() instanceof Dense layer) {
      builder.addLayer(name, new KernelDense(inputShape.get(0), layer.outputs()), inputs);
    } else if (node.layer() instanceof WeightedSum) {
      builder.addVertex(name, new WeightedSumConfiguration(inputs.length), inputs);
    } else if (node.layer() instanceof GatedSum) {
      add(name, new Gating(), inputs);
    } else if (node.layer() instanceof Softmax) {
      add(name, new SoftMaximum(), inputs);
    } else if (node.layer() instanceof AbsoluteDifference) {
      add(name, new Distance(), inputs);
    } else {
      throw new IllegalArgumentException("engine 'dl4j' has no layer for " + node);
    }
  }

  private List<Integer> shape(String name) {
    return requireNonNull(shapes.get(name));
  }

  private void add(String name, DifferentiableFunction function, String... inputs) {
    builder.addVertex(name, new FunctionVertexConfiguration(function, inputs.length), inputs);
  }
}
