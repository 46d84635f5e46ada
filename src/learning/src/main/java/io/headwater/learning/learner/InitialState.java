package io.headwater.learning.learner;

import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.evaluate.EvaluationState;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Initialiser;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Variable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/** Where learning starts, the same on every engine. */
public final class InitialState {
  private static final double MOST_DEVIATIONS = 2;

  private InitialState() {}

  /**
   * Parameters and statistics as their layers say (see {@link Initialiser}), an optimiser that has
   * seen nothing. A network starts alike whichever other heads there are.
   *
   * @param seed the same seed gives the same state
   */
  public static LearnerState of(Architecture architecture, long seed) {
    Map<String, NetworkState> networks = new LinkedHashMap<>();
    for (Network network : architecture.networks()) {
      networks.put(network.name(), of(network, seed));
    }
    return new LearnerState(
        0,
        0,
        networks,
        architecture.fingerprints(),
        Map.of(),
        Lineage.EMPTY,
        EvaluationState.EMPTY,
        Map.of());
  }

  /** The state of one network alone. */
  public static NetworkState of(Network network, long seed) {
    long ownSeed = new SplittableRandom(seed ^ ((long) network.name().hashCode() << 32)).nextLong();
    Random random = new Random(ownSeed);
    return new NetworkState(
        0, initial(network.parameters(), random), initial(network.statistics(), random), Map.of());
  }

  private static Map<String, Tensor> initial(Map<String, Variable> variables, Random random) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    variables.forEach((name, variable) -> tensors.put(name, initial(variable, random)));
    return tensors;
  }

  // Java 17 has no exhaustive switch over sealed types yet.
  private static Tensor initial(Variable variable, Random random) {
    if (variable.initialiser() instanceof Initialiser.HeNormal he) {
      return normal(variable.shape(), Math.sqrt(2.0 / variable.fan(he.fan())), random);
    } else if (variable.initialiser() instanceof Initialiser.Normal normal) {
      return normal(variable.shape(), normal.deviation(), random);
    } else if (variable.initialiser() instanceof Initialiser.TruncatedNormal truncated) {
      return truncated(variable.shape(), truncated.deviation(), random);
    } else if (variable.initialiser() instanceof Initialiser.Constant constant) {
      return filled(variable.shape(), constant.value());
    } else if (variable.initialiser() instanceof Initialiser.Values given) {
      return values(variable.shape(), given.values());
    }
    throw new IllegalStateException("no values yet of " + variable.initialiser());
  }

  private static Tensor normal(List<Integer> shape, double deviation, Random random) {
    float[] values = new float[Tensor.size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return new Tensor(shape, values);
  }

  private static Tensor truncated(List<Integer> shape, double deviation, Random random) {
    float[] values = new float[Tensor.size(shape)];
    for (int i = 0; i < values.length; i++) {
      double drawn = random.nextGaussian();
      while (Math.abs(drawn) > MOST_DEVIATIONS) {
        drawn = random.nextGaussian();
      }
      values[i] = (float) (deviation * drawn);
    }
    return new Tensor(shape, values);
  }

  private static Tensor values(List<Integer> shape, List<Float> given) {
    float[] values = new float[given.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = given.get(i);
    }
    return new Tensor(shape, values);
  }

  private static Tensor filled(List<Integer> shape, float value) {
    float[] values = new float[Tensor.size(shape)];
    Arrays.fill(values, value);
    return new Tensor(shape, values);
  }
}
