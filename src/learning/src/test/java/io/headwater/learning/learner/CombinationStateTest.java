package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.combine.Combination;
import io.headwater.learning.combine.Combinations;
import io.headwater.learning.combine.GradVac;
import io.headwater.learning.combine.Gradients;
import io.headwater.learning.combine.Sum;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.weighting.FixedWeights;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method in a learner, and after a restart. */
@NullUnmarked
class CombinationStateTest {
  private static final ImageShape INPUT = new ImageShape(1, 16, 16);
  private static final Architecture LENET = FourTasks.architecture(INPUT);

  private final FourTasks data = new FourTasks(INPUT, 1);

  static List<Combination> all() {
    return Combinations.usual();
  }

  private static LearnerConfig config(Combination combination) {
    return new LearnerConfig(
        Adam.withLearningRate(0.01), new FixedWeights(), combination, 1e9, 1, 100);
  }

  private static Learner open(Combination combination, LearnerState state) {
    return Learner.open(new PlainJavaEngine(), LENET, config(combination), state, Precision.F32);
  }

  /** Also where a task is missing, and where one is alone. */
  @ParameterizedTest
  @MethodSource("all")
  void goesOnToTheBit(Combination combination) {
    List<MiniBatch> batches =
        List.of(
            data.allTasks(),
            data.only(FourTasks.PLACE),
            MiniBatch.ofFresh(List.of(data.kind(0), data.outline(), data.twins(true))),
            data.allTasks());
    try (Learner uninterrupted = open(combination, InitialState.of(LENET, 1))) {
      for (MiniBatch batch : batches.subList(0, 2)) {
        assertThat(uninterrupted.step(batch).applied()).isTrue();
      }
      LearnerState saved = uninterrupted.state();
      try (Learner restored = open(combination, saved)) {
        assertThat(restored.state()).isEqualTo(saved);
        for (MiniBatch batch : batches.subList(2, 4)) {
          assertThat(restored.step(batch).gradientNorm())
              .isEqualTo(uninterrupted.step(batch).gradientNorm());
        }
        assertThat(restored.state()).isEqualTo(uninterrupted.state());
      }
    }
  }

  @Test
  void whatIsKeptIsKnownAndDroppedByAnother() {
    GradVac gradVac = new GradVac(0.1, Gradients.PARAMETERS);
    try (Learner learner = open(gradVac, InitialState.of(LENET, 1))) {
      learner.step(data.allTasks());
      assertThat(learner.state().parts().get("combination/gradvac").numbers())
          .containsKey("kind/place")
          .hasSize(12);
      StateOutline saved = StateOutline.of(learner.state());
      assertThat(StateFit.of(saved, StateOutline.of(LENET, config(gradVac))).isWhole()).isTrue();
      StateFit changed = StateFit.of(saved, StateOutline.of(LENET, config(new Sum())));
      assertThat(changed.dropped()).containsOnlyKeys("combination/gradvac");
    }
  }

  @Test
  void toAskForGradientsMovesNothing() {
    try (Learner learner =
        open(new GradVac(0.1, Gradients.PARAMETERS), InitialState.of(LENET, 1))) {
      learner.step(data.allTasks());
      LearnerState before = learner.state();
      learner.gradients(data.allTasks());
      assertThat(learner.state()).isEqualTo(before);
    }
  }
}
