package io.headwater.learning.learner;

import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.evaluate.EvaluationState;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.task.Task;
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
    return new LearnerState(
        architecture.fingerprint(),
        0,
        0,
        seed,
        lossWeights(architecture),
        networks,
        Lineage.EMPTY,
        EvaluationState.EMPTY);
  }

  /** The configured weight in the joint loss, by task name. */
  static Map<String, Double> lossWeights(Architecture architecture) {
    Map<String, Double> lossWeights = new LinkedHashMap<>();
    for (Task task : architecture.tasks()) {
      lossWeights.put(task.name(), task.lossWeight());
    }
    return lossWeights;
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
    Map<String, Map<String, Tensor>> optimiser = new LinkedHashMap<>();
    Adam.STATE.forEach(name -> optimiser.put(name, zeros));
    return new NetworkState(0, parameters, statistics, optimiser);
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
