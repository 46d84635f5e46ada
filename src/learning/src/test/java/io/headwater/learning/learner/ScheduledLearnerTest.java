package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.combine.Sum;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.optimise.Clipping;
import io.headwater.learning.optimise.GlobalNorm;
import io.headwater.learning.optimise.LayerNorm;
import io.headwater.learning.optimise.Penalty;
import io.headwater.learning.optimise.Sgd;
import io.headwater.learning.optimise.ValueLimit;
import io.headwater.learning.schedule.Constant;
import io.headwater.learning.schedule.Cosine;
import io.headwater.learning.schedule.Plateau;
import io.headwater.learning.schedule.Schedule;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.weighting.FixedWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What schedule, clipping and penalty do in the joint step. */
@NullUnmarked
class ScheduledLearnerTest {
  private static final ImageShape INPUT = new ImageShape(1, 16, 16);
  private static final Architecture LENET = FourTasks.architecture(INPUT);
  private static final Clipping FREE = new GlobalNorm(Double.POSITIVE_INFINITY);

  private final FourTasks data = new FourTasks(INPUT, 1);
  private final LearnerState initial = InitialState.of(LENET, 1);

  private static LearnerConfig config(Clipping clipping, Penalty penalty, Schedule schedule) {
    return new LearnerConfig(
        new Sgd(0.1, 0, false, 0),
        new FixedWeights(),
        new Sum(),
        clipping,
        penalty,
        schedule,
        1,
        100,
        Map.of());
  }

  private static Learner open(LearnerConfig config, LearnerState state) {
    return Learner.open(new PlainJavaEngine(), LENET, config, state, Precision.F32);
  }

  private static Learner open(Schedule schedule, LearnerState state) {
    return open(config(FREE, Penalty.NONE, schedule), state);
  }

  @Test
  void theRateFollowsTheModelsStepsAcrossARestart() {
    Cosine cosine = new Cosine(2, 4, 0, false);
    List<Double> rates = new ArrayList<>();
    LearnerState state = initial;
    for (int i = 0; i < 8; i++) {
      try (Learner learner = open(cosine, state)) {
        rates.add(learner.step(data.allTasks()).learningRate());
        state = learner.state();
      }
    }
    double[] expected = {0.05, 0.1, 0.1, 0.0853553, 0.05, 0.0146447, 0, 0};
    for (int i = 0; i < expected.length; i++) {
      assertThat(rates.get(i)).isCloseTo(expected[i], within(1e-7));
    }
  }

  @Test
  void theRateIsThatOfTheUpdate() {
    MiniBatch batch = data.allTasks();
    try (Learner whole = open(new Constant(), initial);
        Learner half = open(new Cosine(2, 4, 0, false), initial)) {
      whole.step(batch);
      half.step(batch);
      float[] before = bias(initial);
      float[] afterWhole = bias(whole.state());
      float[] afterHalf = bias(half.state());
      for (int i = 0; i < before.length; i++) {
        assertThat(afterHalf[i] - before[i])
            .isCloseTo((afterWhole[i] - before[i]) / 2, within(1e-6f));
      }
    }
  }

  private static float[] bias(LearnerState state) {
    return state.networks().get("trunk").parameters().get("conv1.bias").values();
  }

  @Test
  void aPlateauIsInTheStateAndARestoredLearnerGoesOnToTheBit() {
    Plateau impatient = new Plateau(0.5, 1, 0.9, 0.01);
    List<MiniBatch> batches = List.of(data.allTasks(), data.allTasks(), data.allTasks());
    try (Learner uninterrupted = open(impatient, initial)) {
      batches.forEach(uninterrupted::step);
      LearnerState saved = uninterrupted.state();
      assertThat(saved.parts()).containsOnlyKeys("schedule/plateau");
      try (Learner restored = open(impatient, saved)) {
        assertThat(restored.state()).isEqualTo(saved);
        for (MiniBatch batch : batches) {
          assertThat(restored.step(batch).learningRate())
              .isEqualTo(uninterrupted.step(batch).learningRate());
        }
        assertThat(restored.state()).isEqualTo(uninterrupted.state());
      }
      assertThat(uninterrupted.step(data.allTasks()).learningRate()).isLessThan(0.06);
    }
  }

  @Test
  void aChangedScheduleDropsItsStateWithAWord() {
    LearnerConfig plateau = config(FREE, Penalty.NONE, new Plateau(0.5, 1, 0, 0));
    LearnerConfig constant = config(FREE, Penalty.NONE, new Constant());
    try (Learner learner = open(plateau, initial)) {
      learner.step(data.allTasks());
      StateOutline saved = StateOutline.of(learner.state());
      assertThat(StateFit.of(saved, StateOutline.of(LENET, plateau)).isWhole()).isTrue();
      assertThat(StateFit.of(saved, StateOutline.of(LENET, constant)).dropped())
          .containsOnlyKeys("schedule/plateau");
      StateOutline begun = StateOutline.of(initial);
      assertThat(StateFit.of(begun, StateOutline.of(LENET, plateau)).begun())
          .contains("schedule/plateau");
    }
  }

  @Test
  void aDroppedStepMovesNothingWhateverClips() {
    MiniBatch poison =
        MiniBatch.ofFresh(List.of(data.examples().weighted(Float.NaN, Label.ofClass("kind", 0))));
    Penalty penalty = new Penalty(0.1, 0.1, 0.1);
    for (Clipping clipping : Arrays.asList(FREE, new LayerNorm(1), new ValueLimit(1))) {
      try (Learner learner = open(config(clipping, penalty, new Constant()), initial)) {
        assertThat(learner.step(poison).update()).isEqualTo(StepOutcome.Update.DROPPED);
        assertThat(learner.state().networks()).isEqualTo(initial.networks());
      }
    }
  }

  @Test
  void valuesAreClippedAndUnitsKeptSmall() {
    MiniBatch batch = data.allTasks();
    Penalty small = new Penalty(0, 0, 0.05);
    try (Learner clipped =
            open(config(new ValueLimit(1e-4), Penalty.NONE, new Constant()), initial);
        Learner limited = open(config(FREE, small, new Constant()), initial)) {
      clipped.step(batch);
      limited.step(batch);
      float[] before = bias(initial);
      float[] after = bias(clipped.state());
      for (int i = 0; i < before.length; i++) {
        assertThat(Math.abs(after[i] - before[i])).isLessThanOrEqualTo(1.01e-5f);
      }
      float[] weights =
          limited.state().networks().get("trunk").parameters().get("conv1.weight").values();
      double squares = 0;
      for (int i = 0; i < 25; i++) {
        squares += weights[i] * weights[i];
      }
      assertThat(Math.sqrt(squares)).isCloseTo(0.05, within(1e-6));
    }
  }
}
