package io.headwater.snapshots;

import static io.headwater.snapshots.OnnxGraph.attribute;
import static java.util.Objects.requireNonNull;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Layer.AbsoluteDifference;
import io.headwater.learning.model.Layer.Add;
import io.headwater.learning.model.Layer.BatchNorm;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Layer.Flatten;
import io.headwater.learning.model.Layer.GlobalAveragePool;
import io.headwater.learning.model.Layer.MaxPool;
import io.headwater.learning.model.Layer.Relu;
import io.headwater.learning.model.Layer.Scale;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The layers of one network as ONNX operators; each layer's value is named "NETWORK/NODE". */
final class OnnxLayers {
  private final OnnxGraph graph;
  private final Network network;
  private final NetworkState state;
  private final Map<String, String> values = new HashMap<>();

  private OnnxLayers(OnnxGraph graph, Network network, NetworkState state) {
    this.graph = graph;
    this.network = network;
    this.state = state;
    network.inputs().keySet().forEach(input -> values.put(input, input));
  }

  /** Adds the network, which reads the graph's values of its inputs' names; returns its output. */
  static String add(OnnxGraph graph, Network network, NetworkState state) {
    OnnxLayers layers = new OnnxLayers(graph, network, state);
    String output = "";
    for (Node node : network.nodes()) {
      output = layers.add(node);
      layers.values.put(node.name(), output);
    }
    return output;
  }

  // Java 17 has no exhaustive switch over sealed types yet; the tests run every kind of layer.
  private String add(Node node) {
    Layer layer = node.layer();
    String name = network.name() + "/" + node.name();
    List<String> inputs =
        node.inputs().stream().map(input -> requireNonNull(values.get(input))).toList();
    if (layer instanceof Scale) {
      return scale(name, inputs);
    } else if (layer instanceof Convolution convolution) {
      return convolution(name, inputs, node, convolution);
    } else if (layer instanceof MaxPool pool) {
      return graph.node(
          OnnxOperator.MAX_POOL,
          name,
          inputs,
          attribute("kernel_shape", square(pool.kernel())),
          attribute("strides", square(pool.stride())),
          attribute("pads", everySide(pool.padding())));
    } else if (layer instanceof BatchNorm norm) {
      return batchNorm(name, inputs, node, norm);
    } else if (layer instanceof GlobalAveragePool) {
      String pooled = graph.node(OnnxOperator.GLOBAL_AVERAGE_POOL, name + "/map", inputs);
      return graph.node(OnnxOperator.FLATTEN, name, List.of(pooled), attribute("axis", 1));
    } else if (layer instanceof Add) {
      return graph.node(OnnxOperator.ADD, name, inputs);
    } else if (layer instanceof Relu) {
      return graph.node(OnnxOperator.RELU, name, inputs);
    } else if (layer instanceof Flatten) {
      return graph.node(OnnxOperator.FLATTEN, name, inputs, attribute("axis", 1));
    } else if (layer instanceof Dense) {
      return graph.node(OnnxOperator.GEMM, name, withParameters(inputs, node));
    } else if (layer instanceof AbsoluteDifference) {
      return graph.node(
          OnnxOperator.ABS, name, List.of(graph.node(OnnxOperator.SUB, name + "/signed", inputs)));
    }
    throw new IllegalStateException("layer " + layer + " has no ONNX form yet: add it here");
  }

  private String scale(String name, List<String> inputs) {
    String floats =
        graph.node(
            OnnxOperator.CAST,
            name + "/float",
            inputs,
            attribute("to", DataType.FLOAT.getNumber()));
    String divisor = graph.floats(name + "/divisor", new Tensor(List.of(), new float[] {255}));
    return graph.node(OnnxOperator.DIV, name, List.of(floats, divisor));
  }

  private String convolution(String name, List<String> inputs, Node node, Convolution convolution) {
    return graph.node(
        OnnxOperator.CONV,
        name,
        withParameters(inputs, node),
        attribute("kernel_shape", square(convolution.kernel())),
        attribute("strides", square(convolution.stride())),
        attribute("pads", everySide(convolution.padding())));
  }

  private String batchNorm(String name, List<String> inputs, Node node, BatchNorm norm) {
    List<String> all = withParameters(inputs, node);
    for (String statistic : List.of(BatchNorm.MEAN, BatchNorm.VARIANCE)) {
      all.add(constant(node.name() + "." + statistic, state.statistics()));
    }
    return graph.node(
        OnnxOperator.BATCH_NORMALIZATION, name, all, attribute("epsilon", (float) norm.epsilon()));
  }

  private List<String> withParameters(List<String> inputs, Node node) {
    List<String> all = new ArrayList<>(inputs);
    for (String parameter : List.of(Layer.WEIGHT, Layer.BIAS)) {
      String parameterName = node.name() + "." + parameter;
      if (state.parameters().containsKey(parameterName)) {
        all.add(constant(parameterName, state.parameters()));
      }
    }
    return all;
  }

  private String constant(String name, Map<String, Tensor> tensors) {
    return graph.floats(network.name() + "/" + name, requireNonNull(tensors.get(name)));
  }

  private static List<Long> everySide(int padding) {
    return Collections.nCopies(4, (long) padding);
  }

  private static List<Long> square(int size) {
    return List.of((long) size, (long) size);
  }
}
