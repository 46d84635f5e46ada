package io.headwater.snapshots;

import static io.headwater.snapshots.OnnxGraph.attribute;
import static java.util.Objects.requireNonNull;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Layer;
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
import io.headwater.learning.model.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The layers of one network as ONNX operators; each layer's value is named "NETWORK/NODE". */
final class OnnxLayers {
  private static final String DIVISOR = "/divisor";
  private static final String SCALES = "/scales";

  private final OnnxGraph graph;
  private final Network network;
  private final NetworkState state;
  private final Map<String, List<Integer>> shapes;
  private final Map<String, String> values;

  private OnnxLayers(
      OnnxGraph graph, Network network, NetworkState state, Map<String, String> inputs) {
    this.graph = graph;
    this.network = network;
    this.state = state;
    this.shapes = network.shapes();
    this.values = new HashMap<>(inputs);
  }

  /**
   * Adds a network.
   *
   * @param inputs the graph's values that it reads, by the names of its inputs
   * @return the graph's values of its nodes, and of its inputs, by name
   */
  static Map<String, String> add(
      OnnxGraph graph, Network network, NetworkState state, Map<String, String> inputs) {
    OnnxLayers layers = new OnnxLayers(graph, network, state, inputs);
    for (Node node : network.nodes()) {
      layers.values.put(node.name(), layers.add(node));
    }
    return layers.values;
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
          OnnxOperator.MAX_POOL, name, inputs, window(pool.window(), shapeOfInput(node)));
    } else if (layer instanceof AveragePool pool) {
      return averagePool(name, inputs, node, pool);
    } else if (layer instanceof BatchNorm norm) {
      return batchNorm(name, inputs, node, norm);
    } else if (layer instanceof GlobalAveragePool) {
      String pooled = graph.node(OnnxOperator.GLOBAL_AVERAGE_POOL, name + "/map", inputs);
      return graph.node(OnnxOperator.FLATTEN, name, List.of(pooled), attribute("axis", 1));
    } else if (layer instanceof Add) {
      return graph.node(OnnxOperator.ADD, name, inputs);
    } else if (layer instanceof Concatenate) {
      return graph.node(OnnxOperator.CONCAT, name, inputs, attribute("axis", 1));
    } else if (layer instanceof Resize resize) {
      return resize(name, inputs, node, resize);
    } else if (layer instanceof Dropout) {
      return inputs.get(0);
    } else if (layer instanceof Sigmoid) {
      return graph.node(OnnxOperator.SIGMOID, name, inputs);
    } else if (layer instanceof Relu) {
      return graph.node(OnnxOperator.RELU, name, inputs);
    } else if (layer instanceof Flatten) {
      return graph.node(OnnxOperator.FLATTEN, name, inputs, attribute("axis", 1));
    } else if (layer instanceof Dense) {
      return graph.node(OnnxOperator.GEMM, name, withParameters(inputs, node));
    } else if (layer instanceof WeightedSum) {
      return OnnxSums.weighted(graph, name, inputs, parameter(node, Layer.WEIGHT));
    } else if (layer instanceof GatedSum) {
      return OnnxSums.gated(graph, name, inputs, shapeOfInput(node));
    } else if (layer instanceof Softmax) {
      return graph.node(OnnxOperator.SOFTMAX, name, inputs, attribute("axis", 1));
    } else if (layer instanceof AbsoluteDifference) {
      return graph.node(
          OnnxOperator.ABS, name, List.of(graph.node(OnnxOperator.SUB, name + "/signed", inputs)));
    }
    throw new IllegalStateException("layer " + layer + " has no ONNX form yet: add it here");
  }

  /** Whether a constant of that name follows from the architecture, and is not learned. */
  static boolean isFixed(String constant) {
    return constant.endsWith(DIVISOR) || constant.endsWith(SCALES);
  }

  private String scale(String name, List<String> inputs) {
    String floats =
        graph.node(
            OnnxOperator.CAST,
            name + "/float",
            inputs,
            attribute("to", DataType.FLOAT.getNumber()));
    String divisor = graph.floats(name + DIVISOR, new Tensor(List.of(), new float[] {255}));
    return graph.node(OnnxOperator.DIV, name, List.of(floats, divisor));
  }

  /** What operators have by default is left out, as snapshots always did. */
  private String convolution(String name, List<String> inputs, Node node, Convolution convolution) {
    Window window = convolution.window();
    List<AttributeProto> attributes = new ArrayList<>(List.of(window(window, shapeOfInput(node))));
    if (window.rowDilation() > 1 || window.columnDilation() > 1) {
      attributes.add(attribute("dilations", pair(window.rowDilation(), window.columnDilation())));
    }
    if (convolution.groups() > 1) {
      attributes.add(attribute("group", convolution.groups()));
    }
    return graph.node(
        OnnxOperator.CONV,
        name,
        withParameters(inputs, node),
        attributes.toArray(AttributeProto[]::new));
  }

  private String averagePool(String name, List<String> inputs, Node node, AveragePool pool) {
    List<AttributeProto> attributes =
        new ArrayList<>(List.of(window(pool.window(), shapeOfInput(node))));
    attributes.add(attribute("count_include_pad", pool.countsPadding() ? 1 : 0));
    return graph.node(
        OnnxOperator.AVERAGE_POOL, name, inputs, attributes.toArray(AttributeProto[]::new));
  }

  /** By scales, as sizes would have to say how many images there are. */
  private String resize(String name, List<String> inputs, Node node, Resize resize) {
    List<Integer> input = shapeOfInput(node);
    float[] scales = {
      1,
      1,
      OnnxShapes.scale(input.get(1), resize.height()),
      OnnxShapes.scale(input.get(2), resize.width())
    };
    String constant = graph.floats(name + SCALES, new Tensor(List.of(4), scales));
    return graph.node(
        OnnxOperator.RESIZE,
        name,
        List.of(inputs.get(0), "", constant),
        attribute("mode", "linear"),
        attribute("coordinate_transformation_mode", "half_pixel"));
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

  private Tensor parameter(Node node, String name) {
    return requireNonNull(state.parameters().get(node.name() + "." + name));
  }

  private String constant(String name, Map<String, Tensor> tensors) {
    return graph.floats(network.name() + "/" + name, requireNonNull(tensors.get(name)));
  }

  private List<Integer> shapeOfInput(Node node) {
    return requireNonNull(shapes.get(node.inputs().get(0)));
  }

  /**
   * Where a place counts that has only a part of the window inside, the rest of it is padding: what
   * runtimes mean by their own attribute for it differs.
   */
  private static AttributeProto[] window(Window window, List<Integer> input) {
    long below = window.rowPadding();
    long right = window.columnPadding();
    if (window.ceil()) {
      below = Math.max(0, window.rowPaddingAfter(input.get(1)));
      right = Math.max(0, window.columnPaddingAfter(input.get(2)));
    }
    return new AttributeProto[] {
      attribute("kernel_shape", pair(window.height(), window.width())),
      attribute("strides", pair(window.rowStride(), window.columnStride())),
      attribute(
          "pads", List.of((long) window.rowPadding(), (long) window.columnPadding(), below, right))
    };
  }

  private static List<Long> pair(int rows, int columns) {
    return List.of((long) rows, (long) columns);
  }
}
