package io.headwater.learning.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.Mode;
import io.headwater.learning.engine.NeedsOneDnn;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Passes;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.task.ImageShape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

@NeedsOneDnn
class PlansTest {
  private static final ImageShape INPUT = new ImageShape(1, 28, 28);

  private final Network trunk = Backbone.LENET.architecture(INPUT, List.of()).trunk();
  private final NetworkState initial = InitialState.of(trunk, 1);

  private EngineNetwork open() {
    return new OneDnnEngine().open(trunk, initial, Adam.withLearningRate(0.01), Precision.F32);
  }

  /** More than are kept, so that the first plan, which gave parameters their place, goes. */
  @Test
  void parametersOutliveThePlanThatGaveThemTheirPlace() {
    try (EngineNetwork network = open()) {
      for (int count = 1; count <= 100; count++) {
        double[] features = Passes.forward(network, images(count), count, Mode.TRAINING);
        Passes.backward(network, features);
      }
      assertThat(network.state().parameters()).isEqualTo(initial.parameters());
    }
  }

  private static byte[] images(int count) {
    byte[] images = new byte[count * INPUT.size()];
    new Random(count).nextBytes(images);
    return images;
  }
}
