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
import io.headwater.learning.model.Variable;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.optimise.Update;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/** A network whose nodes are {@link PlainJavaLayer}s. */
@NullUnmarked
final class PlainJavaNetwork implements EngineNetwork {
  private final Network network;
  private final Optimiser optimiser;
  private final Precision precision;
  private final Map<String, PlainJavaLayer> layers = new HashMap<>();
  private final Map<String, double[]> parameters;
  private final Map<String, double[]> statistics;
  private final Map<String, List<float[]>> slots;
  private final Map<String, double[]> values = new HashMap<>();
  private Map<String, double[]> gradients = Map.of();
  private int count;
  private boolean readsImages;
  private long updates;

  PlainJavaNetwork(Network network, NetworkState state, Optimiser optimiser, Precision precision) {
    this.network = network;
    this.optimiser = optimiser;
    this.precision = precision;
    this.parameters = toDoubles(state.parameters());
    this.statistics = toDoubles(state.statistics());
    this.slots = slots(network, state, optimiser);
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
  public void update(Update update) {
    updates++;
    Optimiser.Step step = optimiser.step(updates, update);
    network
        .parameters()
        .forEach(
            (name, variable) -> {
              if (!update.frozen().contains(name)) {
                update(name, variable, step);
              }
            });
    layers.values().forEach(PlainJavaLayer::moveStatistics);
    statistics.values().forEach(values -> Arrays.setAll(values, i -> kept(values[i])));
  }

  private void update(String name, Variable variable, Optimiser.Step step) {
    double[] parameter = parameters.get(name);
    float[] weights = floats(parameter);
    float[][] own = slots.get(name).toArray(float[][]::new);
    step.apply(weights, floats(gradients.get(name)), own, weights.length, variable.decays());
    Arrays.setAll(parameter, i -> weights[i]);
  }

  @Override
  public NetworkState state() {
    Map<String, Map<String, Tensor>> bySlot = new LinkedHashMap<>();
    Map<String, List<Integer>> shapes = network.parameterShapes();
    for (int i = 0; i < optimiser.slots().size(); i++) {
      Map<String, Tensor> slot = new LinkedHashMap<>();
      int index = i;
      shapes.forEach(
          (name, shape) -> slot.put(name, new Tensor(shape, slots.get(name).get(index).clone())));
      bySlot.put(optimiser.slots().get(i), slot);
    }
    return new NetworkState(
        updates,
        toTensors(parameters, shapes),
        toTensors(statistics, network.statisticsShapes()),
        bySlot);
  }

  private static Map<String, List<float[]>> slots(
      Network network, NetworkState state, Optimiser optimiser) {
    Map<String, List<float[]>> slots = new LinkedHashMap<>();
    network
        .parameterShapes()
        .forEach(
            (name, shape) ->
                slots.put(
                    name,
                    optimiser.slots().stream()
                        .map(slot -> values(state.slot(slot, name), shape))
                        .toList()));
    return slots;
  }

  private static float[] values(Optional<Tensor> slot, List<Integer> shape) {
    return slot.map(tensor -> tensor.values().clone())
        .orElseGet(() -> new float[Tensor.size(shape)]);
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
          tensors.put(name, new Tensor(shape, floats(values)));
        });
    return tensors;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
