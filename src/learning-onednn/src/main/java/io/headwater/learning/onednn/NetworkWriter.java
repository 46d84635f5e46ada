package io.headwater.learning.onednn;

import static java.util.Objects.requireNonNull;
import static org.bytedeco.dnnl.global.dnnl.*;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;

/**
 * Writes the layers of a network into a plan. A rectifier goes with the layer before it where
 * nothing else reads that layer.
 */
final class NetworkWriter {
  private final Network network;
  private final Map<String, List<Integer>> shapes;
  private final int count;
  private final PlanBuilder plan;
  private final Parameters parameters;
  private final Value scaleFactor;
  private final Dropouts dropouts;
  private final Map<String, Value> values = new HashMap<>();
  private final Set<String> written = new HashSet<>();
  private final List<Runnable> observations = new ArrayList<>();

  NetworkWriter(PlanRecipe recipe, int count, PlanBuilder plan) {
    this.network = recipe.network();
    this.shapes = network.shapes();
    this.count = count;
    this.plan = plan;
    this.parameters = recipe.parameters();
    this.scaleFactor = recipe.scaleFactor();
    this.dropouts = new Dropouts(plan);
  }

  /** The outputs for those inputs, both in the network's order. */
  List<Value> write(List<Value> inputs) {
    List<String> names = List.copyOf(network.inputs().keySet());
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), inputs.get(i));
    }
    List<Node> nodes = network.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      if (!written.contains(node.name())) {
        boolean relu = i + 1 < nodes.size() && canFuse(node, nodes.get(i + 1));
        Value value = write(node, relu);
        values.put(node.name(), value);
        if (relu) {
          values.put(nodes.get(i + 1).name(), value);
          written.add(nodes.get(i + 1).name());
        }
      }
    }
    return network.outputs().stream().map(this::value).toList();
  }

  List<Plan.Mask> masks() {
    return dropouts.masks();
  }

  /** How the running statistics move after a step with this plan. */
  List<Runnable> observations() {
    return observations;
  }

  private boolean canFuse(Node node, Node next) {
    boolean fusible =
        node.layer() instanceof Convolution
            || node.layer() instanceof Dense
            || node.layer() instanceof BatchNorm
            || node.layer() instanceof Add;
    long readers =
        network.nodes().stream().filter(other -> other.inputs().contains(node.name())).count();
    return fusible
        && readers == 1
        && !network.outputs().contains(node.name())
        && next.layer() instanceof Relu
        && next.inputs().equals(List.of(node.name()));
  }

  private Value write(Node node, boolean relu) {
    Value input = value(node.inputs().get(0));
    if (node.layer() instanceof Scale) {
      return scale(input);
    } else if (node.layer() instanceof Convolution layer) {
      return new ConvolutionWriter(
              plan, layer, input, dimensions(node.name()), node.name(), parameters, relu)
          .write();
    } else if (node.layer() instanceof Dense layer) {
      // Raw outputs of a head keep all their digits.
      memory.data_type type = isOutput(node) ? memory.data_type.f32 : plan.type();
      return new DenseWriter(plan, layer.outputs(), input, node.name(), parameters, relu, type)
          .write();
    } else if (node.layer() instanceof BatchNorm layer) {
      BatchNormWriter writer =
          new BatchNormWriter(plan, layer, input, node.name(), parameters, relu);
      observations.add(writer.observation());
      return writer.write();
    } else if (node.layer() instanceof MaxPool layer) {
      return Pooling.max(layer.window(), input).write(plan, input, dimensions(node.name()));
    } else if (node.layer() instanceof AveragePool layer) {
      return Pooling.average(layer, input).write(plan, input, dimensions(node.name()));
    } else if (node.layer() instanceof GlobalAveragePool) {
      long[] dimensions = Dnnl.dimensions(input.desc());
      long[] one = {dimensions[0], dimensions[1], 1, 1};
      return Pooling.globalAverage(input).write(plan, input, one);
    } else if (node.layer() instanceof Relu) {
      return Activation.RELU.write(plan, input);
    } else if (node.layer() instanceof Sigmoid) {
      return Activation.SIGMOID.write(plan, input);
    } else if (node.layer() instanceof Resize) {
      return Resampling.write(plan, input, dimensions(node.name()));
    } else if (node.layer() instanceof Concatenate) {
      return Concatenation.write(plan, node.inputs().stream().map(this::value).toList());
    } else if (node.layer() instanceof Dropout layer) {
      return dropouts.write(layer, node.name(), input);
    } else if (node.layer() instanceof Flatten) {
      // Dense layers read feature maps, and what leaves the network is row-major anyway.
      return input;
    } else if (node.layer() instanceof Add) {
      return Pairwise.add(plan, input, value(node.inputs().get(1)), relu);
    } else if (node.layer() instanceof WeightedSum) {
      memory.desc weights = Dnnl.vector(node.inputs().size());
      return SumWriter.learned(
          plan,
          node.inputs().stream().map(this::value).toList(),
          parameters.get(node.name() + "." + Layer.WEIGHT, weights, weights));
    } else if (node.layer() instanceof GatedSum) {
      List<Value> all = node.inputs().stream().map(this::value).toList();
      int gate = all.size() - 1;
      return SumWriter.gated(plan, all.subList(0, gate), all.get(gate));
    } else if (node.layer() instanceof Softmax) {
      return SoftmaxWriter.write(plan, input);
    } else if (node.layer() instanceof AbsoluteDifference) {
      return Pairwise.distance(plan, input, value(node.inputs().get(1)));
    }
    throw new IllegalArgumentException("engine 'onednn' has no layer for " + node);
  }

  private Value scale(Value bytes) {
    primitive_attr attributes = Dnnl.attributes();
    attributes.set_scales_mask(DNNL_ARG_SRC, 0);
    Value scaled = Value.shared(Dnnl.plain(Dnnl.dimensions(bytes.desc()), plan.type()));
    reorder.primitive_desc description =
        new reorder.primitive_desc(
            Dnnl.ENGINE, bytes.desc(), Dnnl.ENGINE, scaled.desc(), attributes, false);
    plan.add(
        description,
        new reorder(description),
        Map.of(
            DNNL_ARG_FROM,
            bytes,
            DNNL_ARG_TO,
            scaled,
            DNNL_ARG_ATTR_SCALES | DNNL_ARG_SRC,
            scaleFactor));
    return scaled;
  }

  private boolean isOutput(Node node) {
    return network.outputs().contains(node.name());
  }

  private long[] dimensions(String name) {
    return dimensions(requireNonNull(shapes.get(name)), count);
  }

  static long[] dimensions(List<Integer> shape, int count) {
    long[] dimensions = new long[shape.size() + 1];
    dimensions[0] = count;
    for (int i = 0; i < shape.size(); i++) {
      dimensions[i + 1] = shape.get(i);
    }
    return dimensions;
  }

  private Value value(String name) {
    return requireNonNull(values.get(name));
  }
}
