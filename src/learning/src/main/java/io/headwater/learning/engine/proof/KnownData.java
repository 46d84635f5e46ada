package io.headwater.learning.engine.proof;

import io.headwater.learning.engine.Feed;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Initialiser;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A state and inputs to compute with. Weights and inputs have 8 significant bits, so that no
 * precision rounds them, and biases of 8 in turn up and down, so that on which side of 0 a
 * rectifier's input lies does not depend on rounding.
 *
 * @param vanishing parameters that are added to what a batch normalisation reads, which takes them
 *     away again: their gradient is 0, and what an engine has of it is rounding
 * @param inputs one for each of the network's
 * @param onOutput of its only output, [examples, size]
 */
record KnownData(
    NetworkState state, Set<String> vanishing, List<Feed> inputs, double[] onOutput, int examples) {
  private static final float OFFSET = 8;
  private static final long UPDATES = 3;

  static KnownData of(Network network, int examples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Feed> inputs = new ArrayList<>();
    for (Input input : network.inputs().values()) {
      int size = examples * input.size();
      inputs.add(
          input.element() == Input.Element.UNSIGNED_BYTES
              ? Feed.images(bytes(size, random), examples)
              : Feed.values(values(size, random)));
    }
    double[] onOutput = values(examples * network.outputSize(), random);
    Set<String> vanishing = vanishing(network);
    return new KnownData(state(network, vanishing, random), vanishing, inputs, onOutput, examples);
  }

  private static Set<String> vanishing(Network network) {
    Set<String> normalised = new HashSet<>();
    network.nodes().stream()
        .filter(node -> node.layer() instanceof Layer.BatchNorm)
        .forEach(node -> normalised.add(node.inputs().get(0) + "." + Layer.BIAS));
    normalised.retainAll(network.parameters().keySet());
    return Set.copyOf(normalised);
  }

  private static NetworkState state(
      Network network, Set<String> vanishing, SplittableRandom random) {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    Map<String, Map<String, Tensor>> slots = new LinkedHashMap<>();
    slots.put("m", new LinkedHashMap<>());
    slots.put("v", new LinkedHashMap<>());
    network
        .parameters()
        .forEach(
            (name, variable) -> {
              parameters.put(name, parameter(variable, vanishing.contains(name), random));
              slots.get("m").put(name, tensor(variable.shape(), random, 1, 0));
              slots.get("v").put(name, tensor(variable.shape(), random, 0.5, 1));
            });
    Map<String, Tensor> statistics = new LinkedHashMap<>();
    network
        .statistics()
        .forEach(
            (name, variable) ->
                statistics.put(name, tensor(variable.shape(), random, 0.5, start(variable))));
    return new NetworkState(UPDATES, parameters, statistics, slots);
  }

  private static Tensor parameter(Variable variable, boolean vanishes, SplittableRandom random) {
    if (variable.decays()) {
      // A power of 2, so that the weights keep their few bits.
      double fan = variable.fan(Initialiser.Fan.IN);
      double scale = Math.scalb(1.0, -Math.getExponent(Math.sqrt(fan)));
      return tensor(variable.shape(), random, scale, 0);
    } else if (start(variable) != 0) {
      return tensor(variable.shape(), random, 0.25, start(variable));
    }
    Tensor bias = tensor(variable.shape(), random, 0.5, 0);
    for (int i = 0; i < bias.size() && !vanishes; i++) {
      bias.values()[i] += i % 2 == 0 ? OFFSET : -OFFSET;
    }
    return bias;
  }

  /** What its values start with, 0 if they differ. */
  private static float start(Variable variable) {
    return variable.initialiser() instanceof Initialiser.Constant constant ? constant.value() : 0;
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
