package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.ElementRule;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.EngineRows;
import io.headwater.learning.engine.Feed;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.OutputGradient;
import io.headwater.learning.engine.Pass;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.optimise.Update;
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
  private final Precision precision;
  private final Map<String, List<Integer>> shapes;
  private final Map<String, PlainJavaLayer> layers = new LinkedHashMap<>();
  private final PlainJavaState state;
  private final Map<String, double[]> values = new HashMap<>();
  private final List<Kept> kept = new ArrayList<>();
  private Map<String, double[]> onValues = Map.of();
  private Map<String, double[]> gradients = Map.of();
  private List<Runnable> observations = List.of();
  private Pass pass = Pass.inference(0);

  /** Gradients that were put aside, and what was observed beside them. */
  private record Kept(Map<String, double[]> gradients, List<Runnable> observations) {}

  PlainJavaNetwork(Network network, NetworkState state, Optimiser optimiser, Precision precision) {
    this.network = network;
    this.precision = precision;
    this.shapes = network.shapes();
    this.state = new PlainJavaState(network, state, optimiser);
    for (Node node : network.nodes()) {
      layers.put(node.name(), layer(node));
    }
  }

  private PlainJavaLayer layer(Node node) {
    List<List<Integer>> inputs = node.inputs().stream().map(shapes::get).toList();
    PlainJavaLayer layer =
        PlainJavaLayer.of(node, inputs, shapes.get(node.name()), state.statisticsOf(node));
    boolean multiplies = node.layer() instanceof Convolution || node.layer() instanceof Dense;
    return multiplies && precision == Precision.BF16 ? new PlainJavaBfloat16(layer) : layer;
  }

  @Override
  public void forward(List<Feed> inputs, Pass pass) {
    this.pass = pass;
    values.clear();
    int i = 0;
    for (Map.Entry<String, Input> input : network.inputs().entrySet()) {
      values.put(input.getKey(), read(inputs.get(i++), input.getKey(), input.getValue()));
    }
    for (Node node : network.nodes()) {
      values.put(
          node.name(), layers.get(node.name()).forward(in(node), state.parametersOf(node), pass));
    }
  }

  private double[] read(Feed feed, String name, Input input) {
    double[] read = numbers(feed, input.size());
    if (pass.count() < 1 || read.length != pass.count() * input.size()) {
      throw new IllegalArgumentException(
          read.length
              + " values don't make "
              + pass.count()
              + " of '"
              + name
              + "', shape "
              + input.shape());
    }
    return read;
  }

  // Java 17 has no exhaustive switch over sealed types yet.
  private static double[] numbers(Feed feed, int size) {
    if (feed instanceof Feed.Images images) {
      int[] rows = images.rows();
      double[] pixels = new double[rows.length * size];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = Byte.toUnsignedInt(images.bytes()[rows[i / size] * size + i % size]);
      }
      return pixels;
    } else if (feed instanceof Feed.Rows rows) {
      return PlainJavaRows.gather(rows.source(), rows.rows());
    }
    return ((Feed.Values) feed).numbers();
  }

  @Override
  public EngineRows output(int index) {
    return rows(network.outputs().get(index), values);
  }

  private EngineRows rows(String name, Map<String, double[]> from) {
    return new PlainJavaRows(pass.count(), Tensor.size(shapes.get(name)), from.get(name));
  }

  @Override
  public void backward(List<OutputGradient> parts) {
    onValues = new HashMap<>();
    values.forEach((name, value) -> onValues.put(name, new double[value.length]));
    parts.forEach(this::add);
    Map<String, double[]> onParameters = state.zeros();
    List<Node> nodes = network.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      layers
          .get(node.name())
          .backward(
              in(node),
              state.parametersOf(node),
              values.get(node.name()),
              onValues.get(node.name()),
              node.inputs().stream().map(onValues::get).toList(),
              PlainJavaState.of(node, onParameters),
              pass);
    }
    gradients = onParameters;
    observations = layers.values().stream().map(PlainJavaLayer::observation).toList();
  }

  private void add(OutputGradient part) {
    double[] gradient = onValues.get(network.outputs().get(part.output()));
    if (part instanceof OutputGradient.Rows rows) {
      PlainJavaRows.scatterAdd(rows.source(), rows.factor(), rows.to(), gradient);
    } else {
      double[] numbers = ((OutputGradient.Values) part).numbers();
      Arrays.setAll(gradient, i -> gradient[i] + numbers[i]);
    }
  }

  @Override
  public EngineRows inputGradient(int index) {
    String input = List.copyOf(network.inputs().keySet()).get(index);
    if (!network.inputs().get(input).isDifferentiable()) {
      throw new IllegalArgumentException("there is no gradient on bytes, input '" + input + "'");
    }
    return rows(input, onValues);
  }

  @Override
  public double gradientSquareSum() {
    return inner(gradients, gradients);
  }

  private static double inner(Map<String, double[]> a, Map<String, double[]> b) {
    double sum = 0;
    for (Map.Entry<String, double[]> each : a.entrySet()) {
      double[] other = b.get(each.getKey());
      for (int i = 0; i < other.length; i++) {
        sum += each.getValue()[i] * other[i];
      }
    }
    return sum;
  }

  @Override
  public Map<String, Tensor> gradients() {
    return PlainJavaState.toTensors(gradients, network.parameterShapes());
  }

  @Override
  public void keepGradients(int slot) {
    kept.subList(slot, kept.size()).clear();
    kept.add(new Kept(gradients, observations));
  }

  @Override
  public double[][] gramMatrix(int slots) {
    double[][] gram = new double[slots][slots];
    for (int i = 0; i < slots; i++) {
      for (int j = 0; j < slots; j++) {
        gram[i][j] = inner(kept.get(i).gradients(), kept.get(j).gradients());
      }
    }
    return gram;
  }

  @Override
  public void combineGradients(double[] coefficients) {
    Map<String, double[]> sums = state.zeros();
    List<Runnable> all = new ArrayList<>();
    for (int slot = 0; slot < coefficients.length; slot++) {
      double coefficient = coefficients[slot];
      kept.get(slot)
          .gradients()
          .forEach(
              (name, part) -> {
                double[] sum = sums.get(name);
                Arrays.setAll(sum, i -> sum[i] + coefficient * part[i]);
              });
      all.addAll(kept.get(slot).observations());
    }
    gradients = sums;
    observations = all;
  }

  @Override
  public void combineGradients(double[] coefficients, ElementRule rule) {
    combineGradients(coefficients);
    long first = 0;
    for (Map.Entry<String, double[]> entry : gradients.entrySet()) {
      double[] numbers = entry.getValue();
      float[][] parts = new float[coefficients.length][numbers.length];
      for (int slot = 0; slot < parts.length; slot++) {
        double[] own = kept.get(slot).gradients().get(entry.getKey());
        for (int i = 0; i < own.length; i++) {
          parts[slot][i] = (float) (coefficients[slot] * own[i]);
        }
      }
      float[] combined = new float[numbers.length];
      rule.combine(parts, combined, combined.length, first);
      Arrays.setAll(numbers, i -> combined[i]);
      first += numbers.length;
    }
  }

  @Override
  public void update(Update update) {
    state.update(gradients, update);
    observations.forEach(Runnable::run);
    state.roundStatistics(precision);
  }

  @Override
  public NetworkState state() {
    return state.copy();
  }

  @Override
  public void load(NetworkState other) {
    other.requireFits(network, state.optimiser());
    state.load(other);
  }

  @Override
  public void close() {}

  private List<double[]> in(Node node) {
    return node.inputs().stream().map(values::get).toList();
  }
}
