package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.digest.Sha256;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.ResidualTrunk;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.learner.States;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import io.headwater.learning.model.backbone.Backbone;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was exported before there were towers and maps is exported byte for byte as it was. */
class OnnxBytesTest {
  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of(
            Named.of("LeNet", Models.LENET),
            "641e288212907dce22b980b2495d8b65e72a046bc2b21c6e66dd4ee404ec9199"),
        Arguments.of(
            Named.of(
                "residual",
                Architecture.of(ResidualTrunk.of(Models.INPUT), Models.INPUT, Models.TASKS)),
            "1ba0f912959c71021f39148850597d19bec2289e0d1766e3edac1bc91759f6ec"),
        Arguments.of(
            Named.of(
                "ResNet-18",
                Backbone.RESNET18.architecture(Models.INPUT, Models.TASKS, Models.DENSE)),
            "f9e7d306480089e9cab1c33bdc995768c8f092045fff7aa5ad2246b704e926b2"),
        Arguments.of(
            Named.of("one dense layer", Models.SMALL),
            "830c121e69653288eacb950dd2427ecc7ec14e976e4523c78740722ced004e7c"));
  }

  @ParameterizedTest
  @MethodSource("models")
  void oldModelsHaveTheirOldBytes(Architecture model, String sha256) {
    byte[] payload = OnnxExport.toOnnx(model, stateOf(model, 1), "fashion", 1).toByteArray();
    assertThat(Sha256.hex(ByteBuffer.wrap(payload))).isEqualTo(sha256);
  }

  /** As all weights were begun when the digests were taken: as usual for their layers. */
  private static LearnerState stateOf(Architecture model, long seed) {
    Map<String, NetworkState> networks = new LinkedHashMap<>();
    for (Network network : model.networks()) {
      List<Node> nodes =
          network.nodes().stream()
              .map(node -> new Node(node.name(), node.layer(), node.inputs()))
              .toList();
      networks.put(
          network.name(),
          InitialState.of(
              new Network(network.name(), network.inputs(), nodes, network.outputs()), seed));
    }
    return States.withNetworks(InitialState.of(model, seed), networks);
  }
}
