package io.headwater.learning.learner;

import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.optimise.Adam;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/** Where learning starts, the same on every engine. */
public final class InitialState {
  private static final String WEIGHT = "." + Layer.WEIGHT;
  private static final String VARIANCE = "." + Layer.BatchNorm.VARIANCE;

  private InitialState() {}

  /**
   * Random weights (He et al., "Delving deep into rectifiers", 2015: normal with variance 2 / fan
   * in), biases of 0, batch normalisation that changes nothing, an optimiser that has seen nothing.
   * A network starts alike whichever other heads there are.
   *
   * @param seed the same seed gives the same state
   */
  public static LearnerState of(Architecture architecture, long seed) {
    Map<String, NetworkState> networks = new LinkedHashMap<>();
    for (Network network : architecture.networks()) {
      networks.put(network.name(), of(network, seed));
    }
    Map<String, String> optimisers = new LinkedHashMap<>();
    networks.keySet().forEach(name -> optimisers.put(name, Adam.KIND));
    return new LearnerState(
        0, 0, networks, architecture.fingerprints(), optimisers, Lineage.EMPTY, Map.of());
  }

  /** The state of one network alone. */
  public static NetworkState of(Network network, long seed) {
    long ownSeed = new SplittableRandom(seed ^ ((long) network.name().hashCode() << 32)).nextLong();
    Random random = new Random(ownSeed);
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    network
        .parameterShapes()
        .forEach(
            (name, shape) -> {
              Tensor zero = filled(shape, 0);
              zeros.put(name, zero);
              parameters.put(name, initial(name, shape, zero, random));
            });
    Map<String, Tensor> statistics = new LinkedHashMap<>();
    network
        .statisticsShapes()
        .forEach(
            (name, shape) -> statistics.put(name, filled(shape, name.endsWith(VARIANCE) ? 1 : 0)));
    return new NetworkState(0, parameters, statistics, slots(zeros));
  }

  /** The same parameters and statistics, with an optimiser that has seen nothing. */
  static NetworkState withFreshOptimiser(Network network, NetworkState state) {
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    network.parameterShapes().forEach((name, shape) -> zeros.put(name, filled(shape, 0)));
    return new NetworkState(0, state.parameters(), state.statistics(), slots(zeros));
  }

  private static Map<String, Map<String, Tensor>> slots(Map<String, Tensor> zeros) {
    Map<String, Map<String, Tensor>> slots = new LinkedHashMap<>();
    Adam.STATE.forEach(name -> slots.put(name, zeros));
    return slots;
  }

  private static Tensor initial(String name, List<Integer> shape, Tensor zero, Random random) {
    if (!name.endsWith(WEIGHT)) {
      return zero;
    }
    return shape.size() == 1 ? filled(shape, 1) : heNormal(shape, random);
  }

  private static Tensor heNormal(List<Integer> shape, Random random) {
    int size = Tensor.size(shape);
    int outputs = shape.size() == 2 ? shape.get(1) : shape.get(0);
    double deviation = Math.sqrt(2.0 * outputs / size);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return new Tensor(shape, values);
  }

  private static Tensor filled(List<Integer> shape, float value) {
    float[] values = new float[Tensor.size(shape)];
    Arrays.fill(values, value);
    return new Tensor(shape, values);
  }
}
