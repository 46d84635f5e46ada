package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.combine.Sum;
import io.headwater.learning.engine.Captured;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.state.StateMemory;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.weighting.FixedWeights;
import io.headwater.learning.weighting.ImtlL;
import io.headwater.learning.weighting.Weighting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a weighting keeps is a part of the learner's state. */
@NullUnmarked
class WeightingStateTest {
  private static final ImageShape INPUT = new ImageShape(1, 16, 16);
  private static final Architecture LENET = FourTasks.architecture(INPUT);
  private static final Weighting SCALES = new ImtlL(0.1);

  private final FourTasks data = new FourTasks(INPUT, 1);
  private final List<MiniBatch> before =
      List.of(data.allTasks(), data.only(FourTasks.KIND), data.allTasks());
  private final List<MiniBatch> after = List.of(data.only(FourTasks.OUTLINE), data.allTasks());

  private static LearnerConfig config(Weighting weighting) {
    return new LearnerConfig(Adam.withLearningRate(0.01), weighting, new Sum(), 1e9, 1, 100);
  }

  private static Learner open(Weighting weighting, LearnerState state) {
    return Learner.open(new PlainJavaEngine(), LENET, config(weighting), state, Precision.F32);
  }

  @ParameterizedTest
  @MethodSource("io.headwater.learning.weighting.AllWeightings#list")
  void whatWasWrittenIsReadAndGoneOnWithToTheBit(Weighting weighting) throws IOException {
    try (Learner uninterrupted = open(weighting, InitialState.of(LENET, 1))) {
      before.forEach(batch -> assertThat(uninterrupted.step(batch).applied()).isTrue());
      LearnerState saved = uninterrupted.state();
      try (Captured<LearnerState> read = written(saved);
          Learner restored = open(weighting, read.get())) {
        assertThat(restored.state()).isEqualTo(saved);
        assertThat(StateFit.of(StateOutline.of(saved), outline(weighting)).isWhole()).isTrue();
        for (MiniBatch batch : after) {
          assertThat(restored.step(batch).gradientNorm())
              .isEqualTo(uninterrupted.step(batch).gradientNorm());
        }
        assertThat(restored.state()).isEqualTo(uninterrupted.state());
      }
    }
  }

  private static StateOutline outline(Weighting weighting) {
    return StateOutline.of(LENET, config(weighting));
  }

  private static Captured<LearnerState> written(LearnerState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LearnerStateCodec.encode(state, bytes);
    return LearnerStateCodec.decode(
        new ByteArrayInputStream(bytes.toByteArray()), StateMemory.ofDirectBuffers());
  }

  @Test
  void anotherWeightingDropsIt() {
    try (Learner learner = open(SCALES, InitialState.of(LENET, 1))) {
      learner.step(data.allTasks());
      StateFit changed = StateFit.of(StateOutline.of(learner.state()), outline(new FixedWeights()));
      assertThat(changed.dropped()).containsOnlyKeys("weighting/imtl-l");
    }
  }

  @Test
  void aTaskWhoseHeadBeginsAnewBeginsToBeWeighedAnew() {
    try (Learner learner = open(SCALES, InitialState.of(LENET, 1))) {
      learner.step(data.allTasks());
      LearnerState saved = learner.state();
      StateFit fit = StateFit.of(StateOutline.of(saved), outline(SCALES), Set.of("place"));
      StatePart part = fit.apply(saved, LENET, config(SCALES)).parts().get("weighting/imtl-l");
      assertThat(part.numbers()).containsOnlyKeys("kind", "outline", "twins");
    }
  }
}
