package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.ResidualTrunk;
import io.headwater.learning.evaluate.EvaluationState;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.ImageShape;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a state must have, before an engine sees it. */
class LearnerStateTest {
  private final Architecture architecture = ResidualTrunk.architecture(new ImageShape(1, 16, 16));
  private final LearnerState whole = InitialState.of(architecture, 1);

  @Test
  void aStateOfTheArchitectureFits() {
    assertThatCode(() -> whole.requireFits(architecture)).doesNotThrowAnyException();
  }

  @Test
  void aNetworkOfAnotherFingerprintIsRefused() {
    LearnerState other =
        new LearnerState(
            0,
            0,
            whole.networks(),
            Map.of("kind", "f00d"),
            whole.optimisers(),
            Lineage.EMPTY,
            EvaluationState.EMPTY,
            Map.of());
    assertRefused(other, "network 'kind' of the state has the fingerprint f00d");
  }

  @Test
  void everyNetworkHasItsParameters() {
    LearnerState lacking =
        States.withParameters(
            whole,
            "kind",
            parameters -> {
              parameters.clear();
              return parameters;
            });
    assertRefused(lacking, "the parameters of network 'kind' must have the shapes");
  }

  @Test
  void aNetworkThatNormalisesHasItsStatistics() {
    Map<String, NetworkState> networks = new HashMap<>(whole.networks());
    networks.computeIfPresent(
        "trunk", (name, trunk) -> new NetworkState(0, trunk.parameters(), Map.of(), trunk.slots()));
    assertRefused(
        States.withNetworks(whole, networks), "the running statistics of network 'trunk'");
  }

  @Test
  void aPartHasOneName() {
    StatePart part = new StatePart("drift", 1, Map.of(), Map.of(), Map.of(), Map.of());
    assertThatThrownBy(
            () ->
                new LearnerState(
                    0,
                    0,
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Lineage.EMPTY,
                    EvaluationState.EMPTY,
                    Map.of("replay", part)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("part 'drift' of a state is named 'replay' in it");
  }

  private void assertRefused(LearnerState state, String message) {
    assertThatThrownBy(() -> state.requireFits(architecture))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
