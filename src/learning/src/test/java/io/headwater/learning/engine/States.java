package io.headwater.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;

/** Changes and compares learner states. */
@NullUnmarked
final class States {
  private States() {}

  /** The state with one value of one parameter replaced. */
  static LearnerState with(
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
  static LearnerState withParameters(
      LearnerState state, String network, UnaryOperator<Map<String, Tensor>> change) {
    NetworkState old = state.networks().get(network);
    Map<String, Tensor> parameters = change.apply(new LinkedHashMap<>(old.parameters()));
    Map<String, NetworkState> networks = new LinkedHashMap<>(state.networks());
    networks.put(network, new NetworkState(old.updates(), parameters, old.optimiser()));
    return withNetworks(state, networks);
  }

  static LearnerState withNetworks(LearnerState state, Map<String, NetworkState> networks) {
    return new LearnerState(
        state.architecture(),
        state.step(),
        state.dropped(),
        state.seed(),
        state.lossWeights(),
        networks,
        state.lineage());
  }

  static void assertClose(LearnerState actual, LearnerState expected, double tolerance) {
    expected
        .networks()
        .forEach(
            (name, network) -> {
              NetworkState other = actual.networks().get(name);
              assertThat(other.updates()).as("updates of %s", name).isEqualTo(network.updates());
              assertClose(name, other.parameters(), network.parameters(), tolerance);
              network
                  .optimiser()
                  .forEach(
                      (moment, tensors) ->
                          assertClose(
                              name + " " + moment,
                              other.optimiser().get(moment),
                              tensors,
                              tolerance));
            });
  }

  static void assertClose(
      String what, Map<String, Tensor> actual, Map<String, Tensor> expected, double tolerance) {
    expected.forEach(
        (name, tensor) -> {
          float[] values = actual.get(name).values();
          assertThat(actual.get(name).shape()).isEqualTo(tensor.shape());
          for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i] - tensor.values()[i]) <= tolerance)) {
              assertThat((double) values[i])
                  .as("%s %s[%d]", what, name, i)
                  .isCloseTo(tensor.values()[i], within(tolerance));
            }
          }
        });
  }
}
