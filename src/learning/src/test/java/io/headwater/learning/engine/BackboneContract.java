package io.headwater.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.engine.proof.EngineProof;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.learner.States;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.model.backbone.Twin;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every engine must compute of each backbone: dropouts and auxiliaries are in it. */
@NullUnmarked
abstract class BackboneContract extends NumericsContract {
  /**
   * In 32 bits: what is rounded away adds up from layer to layer, and normalising over few images
   * makes much of it.
   */
  private static final Tolerance OF_MANY_LAYERS = new Tolerance(1e-3, 0.2);

  @ParameterizedTest
  @EnumSource
  void trainsABackboneLikeThePlainEngine(Twin twin) {
    assumeTrue(precision() == Precision.F32, "in bfloat16 nothing can be said of many layers");
    assumeFalse(engine() instanceof PlainJavaEngine);
    Precision precision = computesInF64() ? Precision.F64 : precision();
    Tolerance tolerance = computesInF64() ? ROUNDING : OF_MANY_LAYERS;
    Architecture model = twin.architecture(FourTasks.ALL);
    FourTasks batches = new FourTasks(twin.input(), 2);
    List<Example> examples = new ArrayList<>(batches.allTasks().fresh());
    examples.addAll(batches.allTasks().fresh());
    examples.addAll(batches.allTasks().fresh());
    MiniBatch batch = MiniBatch.ofFresh(examples);
    LearnerState start = InitialState.of(model, 11);
    try (Learner actual = Learner.open(engine(), model, UNCLIPPED, start, precision)) {
      try (Learner plain = plain(model, start)) {
        Map<String, Map<String, Tensor>> gradients = actual.gradients(batch);
        assertThat(gradients).hasSameSizeAs(model.networks());
        plain
            .gradients(batch)
            .forEach(
                (name, expected) ->
                    States.assertClose(
                        name,
                        together(gradients.get(name), expected.keySet()),
                        together(expected, expected.keySet()),
                        tolerance.gradients()));
        assertSameOutcome(actual.step(batch), plain.step(batch), tolerance);
      }
      assertSamePredictions(actual, model, batches, tolerance.outputs());
    }
  }

  /** As one vector: of the smallest among many gradients too much may be rounded away. */
  private static double[] together(Map<String, Tensor> tensors, Set<String> names) {
    assertThat(tensors).containsOnlyKeys(names);
    return names.stream()
        .map(tensors::get)
        .flatMapToDouble(
            tensor -> IntStream.range(0, tensor.size()).mapToDouble(i -> tensor.values()[i]))
        .toArray();
  }

  /** One of each form: others have more of the same kernels. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "LENET",
        "ALEXNET",
        "VGG11_SMALL",
        "VGG11_BN",
        "GOOGLENET_SMALL",
        "INCEPTION_V3_SMALL",
        "RESNET18",
        "RESNET50_SMALL",
        "REGNETX_400MF"
      })
  void givesTheKnownAnswers(Backbone backbone) {
    int side = backbone == Backbone.ALEXNET ? 63 : 32;
    Architecture model = backbone.architecture(new ImageShape(3, side, side), FourTasks.ALL);
    assertThat(EngineProof.fault(engine(), model, precision())).isEmpty();
  }
}
