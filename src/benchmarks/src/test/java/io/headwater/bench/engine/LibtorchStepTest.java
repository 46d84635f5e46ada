package io.headwater.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The peer does our work: from one start, on the same data, it comes to our losses. */
class LibtorchStepTest {
  private static final int STEPS = 4;

  @ParameterizedTest
  @EnumSource(MemoryFormat.class)
  void learnsAsWeDo(MemoryFormat format) throws Exception {
    requireOurLosses(EngineCase.of("lenet", 8, "f32"), format, 1e-4);
  }

  /** Statistics of four images, and Adam's first steps, make much of a rounding error. */
  @Test
  void learnsAsWeDoWithBatchNormalisationAndResiduals() throws Exception {
    requireOurLosses(EngineCase.of("resnet18", 4, "f32"), MemoryFormat.CHANNELS_LAST, 0.2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "resnet18"})
  void learnsInBfloat16(String model) throws Exception {
    EngineCase bfloat16 = EngineCase.of(model, 4, "bf16");
    try (LibtorchStep step =
        LibtorchStep.open(bfloat16, bfloat16.precision(), MemoryFormat.CONTIGUOUS)) {
      assertThat(losses(step, bfloat16)).hasSize(STEPS).allMatch(Double::isFinite);
    }
  }

  private static void requireOurLosses(EngineCase asked, MemoryFormat format, double tolerance)
      throws Exception {
    try (OurStep ours = OurStep.open("dl4j", asked);
        LibtorchStep libtorch = LibtorchStep.open(asked, asked.precision(), format)) {
      List<Double> expected = losses(ours, asked);
      List<Double> actual = losses(libtorch, asked);
      assertThat(actual.get(0)).isCloseTo(expected.get(0), within(1e-4));
      for (int i = 1; i < STEPS; i++) {
        assertThat(actual.get(i)).isCloseTo(expected.get(i), within(tolerance));
      }
    }
  }

  private static List<Double> losses(TrainingStep step, EngineCase asked) {
    Random random = new Random(7);
    List<LabelledImages> batches = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      batches.add(LabelledImages.random(asked, random));
    }
    return step.prepared(batches).stream().map(DoubleSupplier::getAsDouble).toList();
  }
}
