package io.headwater.learning.engine.proof;

import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A state and inputs to compute with. Weights and inputs have 8 significant bits, so that no
 * precision rounds them, and biases of 8 in turn up and down, so that on which side of 0 a
 * rectifier's input lies does not depend on rounding.
 *
 * @param images the input, if it is one of images; else empty
 * @param inputs the others, each [examples, size of the input]
 */
record KnownData(
    NetworkState state, byte[] images, List<double[]> inputs, double[] onOutput, int examples) {
  private static final String WEIGHT = "." + Layer.WEIGHT;
  private static final String BIAS = "." + Layer.BIAS;
  private static final String VARIANCE = "." + Layer.BatchNorm.VARIANCE;
  private static final float OFFSET = 8;
  private static final long UPDATES = 3;

  static KnownData of(Network network, int examples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] images = {};
    List<double[]> inputs = new ArrayList<>();
    for (Map.Entry<String, List<Integer>> input : network.inputs().entrySet()) {
      int size = examples * Tensor.size(input.getValue());
      if (input.getKey().equals(Architecture.IMAGE)) {
        images = bytes(size, random);
      } else {
        inputs.add(values(size, random));
      }
    }
    double[] onOutput = values(examples * network.outputSize(), random);
    return new KnownData(state(network, random), images, inputs, onOutput, examples);
  }

  private static NetworkState state(Network network, SplittableRandom random) {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    Map<String, Tensor> means = new LinkedHashMap<>();
    Map<String, Tensor> squares = new LinkedHashMap<>();
    network
        .parameterShapes()
        .forEach(
            (name, shape) -> {
              parameters.put(name, parameter(name, shape, random));
              means.put(name, tensor(shape, random, 1, 0));
              squares.put(name, tensor(shape, random, 0.5, 1));
            });
    Map<String, Tensor> statistics = new LinkedHashMap<>();
    network
        .statisticsShapes()
        .forEach(
            (name, shape) ->
                statistics.put(name, tensor(shape, random, 0.5, name.endsWith(VARIANCE) ? 1 : 0)));
    return new NetworkState(UPDATES, parameters, statistics, Map.of("m", means, "v", squares));
  }

  private static Tensor parameter(String name, List<Integer> shape, SplittableRandom random) {
    if (name.endsWith(BIAS)) {
      Tensor bias = tensor(shape, random, 0.5, 0);
      for (int i = 0; i < bias.size(); i++) {
        bias.values()[i] += i % 2 == 0 ? OFFSET : -OFFSET;
      }
      return bias;
    }
    if (shape.size() == 1 || !name.endsWith(WEIGHT)) {
      return tensor(shape, random, 0.25, 1);
    }
    int outputs = shape.size() == 2 ? shape.get(1) : shape.get(0);
    int fanIn = Tensor.size(shape) / outputs;
    // A power of 2, so that the weights keep their few bits.
    return tensor(shape, random, Math.scalb(1.0, -Math.getExponent(Math.sqrt(fanIn))), 0);
  }

  private static Tensor tensor(
      List<Integer> shape, SplittableRandom random, double scale, double offset) {
    float[] values = new float[Tensor.size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (offset + scale * value(random));
    }
    return new Tensor(shape, values);
  }

  private static double[] values(int size, SplittableRandom random) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = value(random);
    }
    return values;
  }

  /** From -127/128 to 127/128. */
  private static double value(SplittableRandom random) {
    return (random.nextInt(255) - 127) / 128.0;
  }

  private static byte[] bytes(int size, SplittableRandom random) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
