package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.LayerCases;
import io.headwater.learning.engine.Mode;
import io.headwater.learning.engine.Passes;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Node;
import io.headwater.learning.model.Window;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.task.Example;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each kind of layer with each of its settings, in a tower. */
class OnnxLayersParityTest {
  private static final int COUNT = 3;

  /** Of values of about 1, in floats. */
  private static final double TOLERANCE = 1e-5;

  @TestFactory
  List<DynamicTest> everyLayerGivesWhatTheEngineDoes() {
    Map<String, Network> cases = new LinkedHashMap<>(LayerCases.all());
    cases.put("a part that begins in the padding after", ceil(4, 7, Window.square(2, 3, 1)));
    cases.put("a part after which rows are unread", ceil(4, 9, Window.square(2, 5, 1)));
    cases.put("half of the size", of(new Layer.Resize(4, 3), 2, 8, 6));
    cases.put("a third more", of(new Layer.Resize(13, 14), 1, 9, 11));
    cases.put("the same size", of(new Layer.Resize(5, 7), 2, 5, 7));
    return cases.entrySet().stream()
        .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> assertAgreement(each.getValue())))
        .toList();
  }

  private static void assertAgreement(Network layers) {
    Network trunk = behindImages(layers);
    Architecture architecture =
        new Architecture(
            Models.INPUT,
            List.of(Member.tower(trunk)),
            List.of(MapModels.GARMENT),
            Map.of(MapModels.GARMENT.name(), MapModels.dense(MapModels.GARMENT, trunk)));
    LearnerState state = InitialState.of(architecture, 5);
    List<Example> examples = Models.examples(COUNT, 46);
    byte[] images = Agreement.pixels(examples, Example::pixels);
    try (OnnxModel model = Agreement.model(architecture, state);
        EngineNetwork engine =
            new PlainJavaEngine()
                .open(
                    trunk,
                    requireNonNull(state.networks().get(trunk.name())),
                    Adam.withLearningRate(0.1),
                    Precision.F64)) {
      double[] expected = Passes.forward(engine, images, COUNT, Mode.INFERENCE);
      Agreement.requireClose("features", model.features(images, COUNT), expected, TOLERANCE);
    }
    Agreement.require(architecture, state, examples);
  }

  /** A tower that makes the inputs of those layers of an image, under their names. */
  private static Network behindImages(Network layers) {
    NetworkBuilder trunk =
        NetworkBuilder.trunk(Models.INPUT.dimensions()).then("image/scale", new Layer.Scale());
    layers
        .inputs()
        .forEach(
            (name, input) -> {
              List<Integer> shape = input.shape();
              if (shape.size() == 1) {
                trunk
                    .then("image/flat/" + name, new Layer.Flatten(), "image/scale")
                    .then(name, new Layer.Dense(shape.get(0)));
              } else {
                trunk
                    .then(
                        "image/conv/" + name,
                        new Layer.Convolution(shape.get(0), 3, 1, 1),
                        "image/scale")
                    .then(name, new Layer.Resize(shape.get(1), shape.get(2)));
              }
            });
    Network before = trunk.build();
    List<Node> nodes = new ArrayList<>(before.nodes());
    nodes.addAll(layers.nodes());
    return new Network(before.name(), before.inputs(), nodes, layers.outputs());
  }

  private static Network ceil(int height, int width, Window window) {
    return of(new Layer.MaxPool(window.withCeil()), 2, height, width);
  }

  private static Network of(Layer layer, Integer... shape) {
    return NetworkBuilder.of("case")
        .input("x", Input.floats(List.of(shape)))
        .then("y", layer)
        .build();
  }
}
