package io.headwater.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.optimise.Update;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.SourcePosition;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What every engine must make of the statistics of mini-batches. */
@NullUnmarked
abstract class BatchNormContract extends EngineUnderTest {
  private static final byte[] DARK_AND_BRIGHT = {0, -1};
  private static final byte[] TWO_IMAGES = {0, -1, -1, -1};

  /** Of two values an image. */
  private static final Network NORMALISER =
      new Network(
          "normaliser",
          Map.of("image", Input.bytes(List.of(1, 1, 2))),
          List.of(
              new Node("scale", new Layer.Scale(), List.of("image")),
              new Node("norm", new Layer.BatchNorm(0.01, 0.05), List.of("scale")),
              new Node("flat", new Layer.Flatten(), List.of("norm"))));

  private EngineNetwork normaliser() {
    return engine().open(NORMALISER, InitialState.of(NORMALISER, 1), ADAM, precision());
  }

  @Test
  void normalisesByTheMiniBatchInTrainingAndByWhatItHasSeenInInference() {
    double tolerance = tolerance().outputs();
    try (EngineNetwork network = normaliser()) {
      double low = -0.75 / Math.sqrt(0.1875 + 0.01);
      double high = 0.25 / Math.sqrt(0.1875 + 0.01);
      assertThat(Passes.forward(network, TWO_IMAGES, 2, Mode.TRAINING))
          .containsExactly(new double[] {low, high, high, high}, within(tolerance));
      Map<String, Tensor> before = network.state().statistics();
      Passes.backward(network, new double[4]);
      assertThat(network.state().statistics()).isEqualTo(before);
      network.update(Update.of(ADAM, 1));
      // mean 0.75, unbiased variance 0.25, a twentieth of the way from 0 and from 1
      assertThat(statistic(network, "norm.mean")).isCloseTo(0.0375, within(1e-6));
      assertThat(statistic(network, "norm.variance")).isCloseTo(0.9625, within(1e-6));
      double deviation = Math.sqrt(0.9625 + 0.01);
      assertThat(Passes.forward(network, DARK_AND_BRIGHT, 1, Mode.INFERENCE))
          .containsExactly(
              new double[] {-0.0375 / deviation, 0.9625 / deviation}, within(tolerance));
    }
  }

  @Test
  void aSingleImageIsNormalisedByWhatWasSeenAndMovesNothingOfIt() {
    try (EngineNetwork network = normaliser()) {
      step(network, TWO_IMAGES, 2);
      Map<String, Tensor> before = network.state().statistics();
      double[] expected = Passes.forward(network, DARK_AND_BRIGHT, 1, Mode.INFERENCE);
      assertThat(Passes.forward(network, DARK_AND_BRIGHT, 1, Mode.TRAINING))
          .containsExactly(expected, within(tolerance().outputs()));
      Passes.backward(network, 1, 2);
      double deviation = Math.sqrt(0.9625 + 0.01);
      double onScale = (-0.0375 + 2 * 0.9625) / deviation;
      assertThat(gradient(network, "norm.weight")).isCloseTo(onScale, within(1e-5));
      assertThat(gradient(network, "norm.bias")).isCloseTo(3, within(1e-5));
      network.update(Update.of(ADAM, 1));
      assertThat(network.state().statistics()).isEqualTo(before);
    }
  }

  @Test
  void singleImagesDontUndoWhatWasLearned() {
    ImageShape tiny = new ImageShape(1, 4, 4);
    Architecture model = ResidualTrunk.architecture(tiny);
    LearnerConfig config = new LearnerConfig(Adam.withLearningRate(0.003), 5, 42, 100);
    Bars bars = new Bars(tiny);
    List<Example> neverLearned = bars.examples(60);
    try (Learner learner =
        Learner.open(engine(), model, config, InitialState.of(model, 42), precision())) {
      for (int i = 0; i < 100; i++) {
        learner.step(MiniBatch.ofFresh(bars.examples(16)));
      }
      assertThat(accuracy(learner, neverLearned)).isGreaterThan(0.95);
      for (int i = 0; i < 100; i++) {
        learner.step(MiniBatch.ofFresh(bars.examples(1)));
      }
      assertThat(accuracy(learner, neverLearned)).isGreaterThan(0.9);
    }
  }

  private static double accuracy(Learner learner, List<Example> examples) {
    double[] predictions = learner.predict(examples).get("kind");
    int right = 0;
    for (int n = 0; n < examples.size(); n++) {
      int best = 3 * n;
      for (int k = 3 * n; k < 3 * n + 3; k++) {
        best = predictions[k] > predictions[best] ? k : best;
      }
      right += best - 3 * n == examples.get(n).label("kind").orElseThrow().classIndex() ? 1 : 0;
    }
    return (double) right / examples.size();
  }

  private static void step(EngineNetwork network, byte[] images, int count) {
    double[] output = Passes.forward(network, images, count, Mode.TRAINING);
    Passes.backward(network, new double[output.length]);
    network.update(Update.of(ADAM, 1));
  }

  private static double statistic(EngineNetwork network, String name) {
    return network.state().statistics().get(name).values()[0];
  }

  private static double gradient(EngineNetwork network, String name) {
    return network.gradients().get(name).values()[0];
  }

  /** Images of one of three kinds: bright on the left, above, or in a corner; with noise. */
  private static final class Bars {
    private final ImageShape shape;
    private final Random random = new Random(6);
    private long made;

    Bars(ImageShape shape) {
      this.shape = shape;
    }

    List<Example> examples(int count) {
      return Stream.generate(this::example).limit(count).toList();
    }

    private Example example() {
      int kind = random.nextInt(3);
      byte[] pixels = new byte[shape.size()];
      for (int i = 0; i < pixels.length; i++) {
        boolean left = i % shape.width() < shape.width() / 2;
        boolean above = i / shape.width() < shape.height() / 2;
        boolean bright = kind == 0 ? left : kind == 1 ? above : !left && !above;
        pixels[i] = (byte) ((bright ? 150 : 40) + random.nextInt(60));
      }
      SourcePosition position = new SourcePosition("bars", 0, made++);
      Label label = Label.ofClass("kind", kind);
      return new Example("bar" + made, position, 0, pixels, new byte[0], List.of(label), 1);
    }
  }
}
