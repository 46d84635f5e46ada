package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.engine.Tolerance;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;

/** Changes and compares learner states. */
@NullUnmarked
public final class States {
  /** Under which numbers count as 0. */
  private static final double LEAST = 1e-6;

  private static final double SHARE = 0.1;
  private static final double FLOAT_ROUNDING = 1e-7;

  private States() {}

  /** The state with one value of one parameter replaced. */
  public static LearnerState with(
      LearnerState state, String network, String parameter, int index, float value) {
    return withParameters(
        state,
        network,
        parameters -> {
          Tensor tensor = parameters.get(parameter);
          float[] values = tensor.values().clone();
          values[index] = value;
          parameters.put(parameter, new Tensor(tensor.shape(), values));
          return parameters;
        });
  }

  /** The state with the parameters of one network changed. */
  public static LearnerState withParameters(
      LearnerState state, String network, UnaryOperator<Map<String, Tensor>> change) {
    NetworkState old = state.networks().get(network);
    Map<String, Tensor> parameters = change.apply(new LinkedHashMap<>(old.parameters()));
    Map<String, NetworkState> networks = new LinkedHashMap<>(state.networks());
    networks.put(
        network, new NetworkState(old.updates(), parameters, old.statistics(), old.slots()));
    return withNetworks(state, networks);
  }

  public static LearnerState withNetworks(LearnerState state, Map<String, NetworkState> networks) {
    return new LearnerState(
        state.step(),
        state.dropped(),
        networks,
        state.fingerprints(),
        state.optimisers(),
        state.lineage(),
        state.evaluation(),
        state.parts());
  }

  /**
   * The same state in native memory.
   *
   * @param memory where the tensors lie is added to it
   */
  public static LearnerState lent(LearnerState state, List<ByteBuffer> memory) {
    Map<String, NetworkState> networks = new LinkedHashMap<>();
    state
        .networks()
        .forEach(
            (name, network) -> {
              Map<String, Map<String, Tensor>> optimiser = new LinkedHashMap<>();
              network.slots().forEach((slot, of) -> optimiser.put(slot, lent(of, memory)));
              networks.put(
                  name,
                  new NetworkState(
                      network.updates(),
                      lent(network.parameters(), memory),
                      lent(network.statistics(), memory),
                      optimiser));
            });
    return withNetworks(state, networks);
  }

  private static Map<String, Tensor> lent(Map<String, Tensor> tensors, List<ByteBuffer> memory) {
    Map<String, Tensor> lent = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          ByteBuffer bytes = ByteBuffer.allocateDirect(tensor.size() * Float.BYTES);
          bytes.put(tensor.bytes()).flip();
          memory.add(bytes);
          lent.put(name, Tensor.lent(tensor.shape(), bytes));
        });
    return lent;
  }

  /**
   * Checks that one step took both learners from the same state to the same: what they have moved
   * by is compared, tensor by tensor. A tensor whose sums nearly cancel out can't be as exact as
   * the others: to its norm is added a tenth of that of its network.
   */
  public static void assertMovedAlike(
      LearnerState from, LearnerState actual, LearnerState expected, Tolerance tolerance) {
    expected
        .networks()
        .forEach(
            (name, network) -> {
              NetworkState start = from.networks().get(name);
              NetworkState other = actual.networks().get(name);
              assertThat(other.updates()).as("updates of %s", name).isEqualTo(network.updates());
              assertMovedAlike(
                  name,
                  start.parameters(),
                  other.parameters(),
                  network.parameters(),
                  tolerance.gradients());
              assertClose(name, other.statistics(), network.statistics(), tolerance.outputs());
              network
                  .slots()
                  .forEach(
                      (moment, tensors) ->
                          assertClose(
                              name + " " + moment,
                              other.slots().get(moment),
                              tensors,
                              tolerance.gradients()));
            });
  }

  private static void assertMovedAlike(
      String network,
      Map<String, Tensor> from,
      Map<String, Tensor> actual,
      Map<String, Tensor> expected,
      double tolerance) {
    Map<String, double[]> movement = new LinkedHashMap<>();
    expected.forEach(
        (name, end) -> movement.put(name, difference(doubles(end), doubles(from.get(name)))));
    double ofAll = SHARE * norm(movement.values());
    movement.forEach(
        (name, values) ->
            assertDistance(
                network + " " + name + " moved by",
                difference(doubles(actual.get(name)), doubles(from.get(name))),
                values,
                tolerance * (norm(values) + ofAll)
                    + FLOAT_ROUNDING * norm(doubles(expected.get(name)))));
  }

  /** Likewise. */
  public static void assertClose(
      String what, Map<String, Tensor> actual, Map<String, Tensor> expected, double tolerance) {
    assertThat(actual.keySet()).as(what).isEqualTo(expected.keySet());
    double ofAll = SHARE * norm(expected.values().stream().map(States::doubles).toList());
    expected.forEach(
        (name, tensor) -> {
          assertThat(actual.get(name).shape()).isEqualTo(tensor.shape());
          double[] values = doubles(tensor);
          assertDistance(
              what + " " + name,
              doubles(actual.get(name)),
              values,
              tolerance * (norm(values) + ofAll) + LEAST);
        });
  }

  /**
   * Checks that the Euclidean norm of the difference is at most the tolerance times that of what is
   * expected.
   */
  public static void assertClose(
      String what, double[] actual, double[] expected, double tolerance) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    assertDistance(what, actual, expected, tolerance * norm(expected) + LEAST);
  }

  private static void assertDistance(String what, double[] actual, double[] expected, double most) {
    assertThat(norm(difference(actual, expected)))
        .as("%s: how far from what is expected, whose norm is %g", what, norm(expected))
        .isLessThanOrEqualTo(most);
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = new double[b.length];
    Arrays.setAll(difference, i -> a[i] - b[i]);
    return difference;
  }

  private static double norm(double[] values) {
    return norm(List.of(values));
  }

  private static double norm(Collection<double[]> all) {
    return Math.sqrt(all.stream().flatMapToDouble(Arrays::stream).map(x -> x * x).sum());
  }

  private static double[] doubles(Tensor tensor) {
    double[] values = new double[tensor.values().length];
    Arrays.setAll(values, i -> tensor.values()[i]);
    return values;
  }
}
