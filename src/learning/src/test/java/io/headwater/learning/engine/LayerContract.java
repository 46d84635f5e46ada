package io.headwater.learning.engine;

import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.learner.States;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That each kind of layer computes what the plain engine does, which is held to differences. */
@NullUnmarked
abstract class LayerContract extends SeamContract {
  static Stream<String> cases() {
    return LayerCases.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("io.headwater.learning.engine.LayerContract#cases")
  void computesEachLayerLikeThePlainEngine(String name) {
    LayerTrial trial = new LayerTrial(LayerCases.all().get(name));
    for (Precision precision : precisions()) {
      Tolerance tolerance = tolerance(precision);
      try (EngineNetwork actual =
              engine().open(trial.network, trial.state, LayerTrial.OPTIMISER, precision);
          EngineNetwork plain =
              new PlainJavaEngine()
                  .open(trial.network, trial.state, LayerTrial.OPTIMISER, Precision.F64)) {
        for (Mode mode : Mode.values()) {
          trial.forward(plain, mode);
          trial.forward(actual, mode);
          for (int i = 0; i < trial.network.outputs().size(); i++) {
            States.assertClose(
                name + ", " + mode + ", output " + i,
                actual.output(i).values(),
                plain.output(i).values(),
                tolerance.outputs());
          }
        }
        trial.forward(plain, Mode.TRAINING);
        trial.forward(actual, Mode.TRAINING);
        trial.backward(plain);
        trial.backward(actual);
        for (int i = 0; i < trial.inputs.size(); i++) {
          States.assertClose(
              name + ", on input " + i,
              actual.inputGradient(i).values(),
              plain.inputGradient(i).values(),
              tolerance.gradients());
        }
        States.assertClose(name, actual.gradients(), plain.gradients(), tolerance.gradients());
      }
    }
  }
}
