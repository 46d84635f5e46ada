package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.Mode;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import io.headwater.learning.optimise.Adam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/** A network whose nodes are {@link PlainJavaLayer}s. */
@NullUnmarked
final class PlainJavaNetwork implements EngineNetwork {
  private final Network network;
  private final Adam adam;
  private final Precision precision;
  private final Map<String, PlainJavaLayer> layers = new HashMap<>();
  private final Map<String, double[]> parameters;
  private final Map<String, double[]> statistics;
  private final Map<String, double[]> m;
  private final Map<String, double[]> v;
  private final Map<String, double[]> values = new HashMap<>();
  private Map<String, double[]> gradients = Map.of();
  private int count;
  private boolean readsImages;
  private long updates;

  PlainJavaNetwork(Network network, NetworkState state, Adam adam, Precision precision) {
    this.network = network;
    this.adam = adam;
    this.precision = precision;
    this.parameters = toDoubles(state.parameters());
    this.statistics = toDoubles(state.statistics());
    this.m = toDoubles(state.optimiser().get("m"));
    this.v = toDoubles(state.optimiser().get("v"));
    this.updates = state.updates();
    Map<String, List<Integer>> shapes = network.shapes();
    for (Node node : network.nodes()) {
      List<Integer> input = shapes.get(node.inputs().get(0));
      List<double[]> own = of(node, statistics);
      PlainJavaLayer layer = PlainJavaLayer.of(node.layer(), input, shapes.get(node.name()), own);
      boolean multiplies = node.layer() instanceof Convolution || node.layer() instanceof Dense;
      layers.put(
          node.name(),
          multiplies && precision == Precision.BF16 ? new PlainJavaBfloat16(layer) : layer);
    }
  }

  @Override
  public double[] forward(byte[] images, int count, Mode mode) {
    double[] pixels = new double[images.length];
    for (int i = 0; i < images.length; i++) {
      pixels[i] = Byte.toUnsignedInt(images[i]);
    }
    double[] output = forward(List.of(pixels), count, mode);
    readsImages = true;
    return output;
  }

  @Override
  public double[] forward(List<double[]> inputs, int count, Mode mode) {
    this.count = count;
    this.readsImages = false;
    values.clear();
    int i = 0;
    for (String input : network.inputs().keySet()) {
      values.put(input, inputs.get(i++));
    }
    double[] output = {};
    for (Node node : network.nodes()) {
      output = layers.get(node.name()).forward(in(node), parametersOf(node), count, mode);
      values.put(node.name(), output);
    }
    return output.clone();
  }

  @Override
  public List<double[]> backward(double[] outputGradient) {
    Map<String, double[]> onValues = new HashMap<>();
    values.forEach((name, value) -> onValues.put(name, new double[value.length]));
    Map<String, double[]> onParameters = new LinkedHashMap<>();
    parameters.forEach((name, value) -> onParameters.put(name, new double[value.length]));
    List<Node> nodes = network.nodes();
    onValues.put(nodes.get(nodes.size() - 1).name(), outputGradient);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      layers
          .get(node.name())
          .backward(
              in(node),
              parametersOf(node),
              values.get(node.name()),
              onValues.get(node.name()),
              node.inputs().stream().map(onValues::get).toList(),
              of(node, onParameters),
              count);
    }
    gradients = onParameters;
    return readsImages ? List.of() : network.inputs().keySet().stream().map(onValues::get).toList();
  }

  @Override
  public double gradientSquareSum() {
    double sum = 0;
    for (double[] gradient : gradients.values()) {
      for (double g : gradient) {
        sum += g * g;
      }
    }
    return sum;
  }

  @Override
  public Map<String, Tensor> gradients() {
    return toTensors(gradients, network.parameterShapes());
  }

  @Override
  public void update(double factor) {
    updates++;
    double rate =
        adam.learningRate()
            * Math.sqrt(1 - Math.pow(adam.beta2(), (double) updates))
            / (1 - Math.pow(adam.beta1(), (double) updates));
    for (String name : parameters.keySet()) {
      double[] parameter = parameters.get(name);
      double[] mean = m.get(name);
      double[] square = v.get(name);
      for (int i = 0; i < parameter.length; i++) {
        double g = factor * gradients.get(name)[i];
        mean[i] = kept(adam.beta1() * mean[i] + (1 - adam.beta1()) * g);
        square[i] = kept(adam.beta2() * square[i] + (1 - adam.beta2()) * g * g);
        parameter[i] =
            kept(parameter[i] - rate * mean[i] / (Math.sqrt(square[i]) + adam.epsilon()));
      }
    }
    layers.values().forEach(PlainJavaLayer::moveStatistics);
    statistics.values().forEach(values -> Arrays.setAll(values, i -> kept(values[i])));
  }

  @Override
  public NetworkState state() {
    Map<String, Map<String, Tensor>> optimiser = new LinkedHashMap<>();
    Map<String, List<Integer>> shapes = network.parameterShapes();
    optimiser.put("m", toTensors(m, shapes));
    optimiser.put("v", toTensors(v, shapes));
    return new NetworkState(
        updates,
        toTensors(parameters, shapes),
        toTensors(statistics, network.statisticsShapes()),
        optimiser);
  }

  @Override
  public void close() {}

  private double kept(double value) {
    return precision == Precision.F64 ? value : (float) value;
  }

  private List<double[]> in(Node node) {
    return node.inputs().stream().map(values::get).toList();
  }

  private List<double[]> parametersOf(Node node) {
    return of(node, parameters);
  }

  private static List<double[]> of(Node node, Map<String, double[]> byName) {
    List<double[]> own = new ArrayList<>();
    byName.forEach(
        (name, values) -> {
          if (name.startsWith(node.name() + ".")) {
            own.add(values);
          }
        });
    return own;
  }

  private static Map<String, double[]> toDoubles(Map<String, Tensor> tensors) {
    Map<String, double[]> doubles = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          float[] values = tensor.values();
          double[] copy = new double[values.length];
          Arrays.setAll(copy, i -> values[i]);
          doubles.put(name, copy);
        });
    return doubles;
  }

  private static Map<String, Tensor> toTensors(
      Map<String, double[]> doubles, Map<String, List<Integer>> shapes) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    shapes.forEach(
        (name, shape) -> {
          double[] values = doubles.get(name);
          float[] copy = new float[values.length];
          for (int i = 0; i < values.length; i++) {
            copy[i] = (float) values[i];
          }
          tensors.put(name, new Tensor(shape, copy));
        });
    return tensors;
  }
}
