package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.evaluate.Score;
import io.headwater.learning.loss.EffectiveNumber;
import io.headwater.learning.loss.FocalLoss;
import io.headwater.learning.loss.GivenClassWeights;
import io.headwater.learning.loss.Huber;
import io.headwater.learning.loss.SoftmaxCrossEntropy;
import io.headwater.learning.loss.TaskLoss;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Losses and class weights that are not the usual ones, in the joint step. */
@NullUnmarked
class ChosenLossTest {
  private static final ImageShape INPUT = new ImageShape(1, 16, 16);
  private static final Architecture LENET = FourTasks.architecture(INPUT);
  private static final LearnerConfig USUAL =
      new LearnerConfig(Adam.withLearningRate(0.001), 1e9, 1, 4);
  private static final TaskLoss COUNTED =
      new TaskLoss(new SoftmaxCrossEntropy(), new EffectiveNumber(0.5));

  private final FourTasks data = new FourTasks(INPUT, 1);

  private static LearnerConfig kind(TaskLoss loss) {
    return USUAL.withLosses(Map.of("kind", loss));
  }

  private static Learner open(LearnerConfig config, LearnerState state) {
    return Learner.open(new PlainJavaEngine(), LENET, config, state, Precision.F64);
  }

  private static Learner open(LearnerConfig config) {
    return open(config, InitialState.of(LENET, 1));
  }

  private static double[] counts(Learner learner) {
    return learner.state().parts().get("classWeights/kind").numbers().get("counts");
  }

  @Test
  void aTaskIsLearnedByTheLossThatIsChosenForIt() {
    MiniBatch batch = data.only(FourTasks.KIND);
    try (Learner usual = open(USUAL);
        Learner gammaZero = open(kind(new TaskLoss(new FocalLoss(0))));
        Learner focal = open(kind(new TaskLoss(new FocalLoss(2))))) {
      double loss = usual.loss(batch);
      assertThat(gammaZero.loss(batch)).isCloseTo(loss, within(1e-12));
      assertThat(focal.loss(batch)).isLessThan(loss);
      assertThat(focal.step(batch).tasks().get(0).loss())
          .isCloseTo(focal.scores().get(0).values().get("loss"), within(1e-12));
    }
  }

  @Test
  void theWeightOfAClassMultipliesThatOfTheExample() {
    Example shirt = data.kind(0);
    Example bag = data.examples().weighted(2, Label.ofClass("kind", 2));
    Example heavyBag =
        new Example(bag.id(), bag.position(), 0, bag.pixels(), bag.secondPixels(), bag.labels(), 6);
    try (Learner usual = open(USUAL);
        Learner weighted =
            open(
                kind(
                    new TaskLoss(
                        new SoftmaxCrossEntropy(),
                        new GivenClassWeights(List.of(1.0, 5.0, 3.0)))))) {
      double expected = usual.loss(MiniBatch.ofFresh(List.of(shirt, heavyBag)));
      assertThat(weighted.loss(MiniBatch.ofFresh(List.of(shirt, bag))))
          .isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void labelsAreCountedOnceTheyAreLearnedFromButForReplayedOnes() {
    try (Learner learner = open(kind(COUNTED))) {
      assertThat(counts(learner)).containsExactly(0, 0, 0);
      learner.loss(data.only(FourTasks.KIND));
      learner.gradients(data.only(FourTasks.KIND));
      assertThat(counts(learner)).containsExactly(0, 0, 0);
      List<Example> heldOut = List.of(data.kind(1), data.outline());
      learner.step(new MiniBatch(List.of(data.kind(0)), List.of(data.kind(2)), heldOut));
      assertThat(counts(learner)).containsExactly(1, 0, 0);
      learner.step(MiniBatch.ofFresh(List.of(data.outline())));
      assertThat(counts(learner)).containsExactly(1, 0, 0);
      learner.step(data.only(FourTasks.KIND));
      assertThat(counts(learner)).containsExactly(0.75 * 0.75, 1, 1);
    }
  }

  @Test
  void aStepThatIsDroppedIsNotCounted() {
    try (Learner learner = open(kind(COUNTED))) {
      Example poison = data.examples().weighted(Float.NaN, Label.ofClass("kind", 0));
      assertThat(learner.step(MiniBatch.ofFresh(List.of(poison))).applied()).isFalse();
      assertThat(counts(learner)).containsExactly(0, 0, 0);
    }
  }

  @Test
  void goesOnFromWhatWasCountedToTheBit() {
    MiniBatch first = MiniBatch.ofFresh(List.of(data.kind(0), data.kind(0), data.kind(1)));
    MiniBatch second = data.allTasks();
    try (Learner uninterrupted = open(kind(COUNTED))) {
      uninterrupted.step(first);
      LearnerState saved = uninterrupted.state();
      uninterrupted.step(second);
      try (Learner restored = open(kind(COUNTED), saved)) {
        assertThat(restored.state()).isEqualTo(saved);
        restored.step(second);
        assertThat(restored.state()).isEqualTo(uninterrupted.state());
      }
    }
  }

  private LearnerState counted() {
    try (Learner learner = open(kind(COUNTED))) {
      learner.step(data.allTasks());
      return learner.state();
    }
  }

  private static StateFit fit(LearnerState state, Architecture model, LearnerConfig config) {
    return StateFit.of(StateOutline.of(state), StateOutline.of(model, config));
  }

  @Test
  void anotherLossIsNoOtherModel() {
    LearnerState state = counted();
    TaskLoss focal = new TaskLoss(new FocalLoss(2), new EffectiveNumber(0.9));
    assertThat(fit(state, LENET, kind(focal)).isWhole()).isTrue();
    try (Learner learner = open(kind(focal), state)) {
      assertThat(learner.state()).isEqualTo(state);
    }
  }

  @Test
  void countsBeginWhereThereAreNoneAndAreDroppedWhereNothingCounts() {
    LearnerState state = counted();
    assertThat(fit(state, LENET, USUAL).dropped()).containsOnlyKeys("classWeights/kind");
    LearnerState without;
    try (Learner learner = open(USUAL)) {
      without = learner.state();
    }
    StateFit fit = fit(without, LENET, kind(COUNTED));
    assertThat(fit.begun()).containsExactly("classWeights/kind");
    assertThat(fit.dropped()).isEmpty();
  }

  @Test
  void countsOfOtherClassesBeginAnewWithTheirHead() {
    LearnerState state = counted();
    List<String> reversed = new ArrayList<>(FourTasks.KIND.classes());
    Collections.reverse(reversed);
    Task turned = new Task("kind", TaskKind.CLASSIFICATION, 1, reversed);
    Architecture other = Backbone.LENET.architecture(INPUT, List.of(turned, FourTasks.PLACE));
    StateFit fit = fit(state, other, kind(COUNTED));
    assertThat(fit.begun()).containsExactly("network/kind", "classWeights/kind");
    assertThat(fit.dropped()).containsOnlyKeys("network/kind", "network/outline", "network/twins");
    assertThat(fit.apply(state, other, kind(COUNTED)).parts()).isEmpty();
  }

  @Test
  void aLossOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> open(kind(new TaskLoss(new Huber(2)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the loss of task 'kind' is Huber[delta=2.0], which is of kind regression; the task is"
                + " of kind classification");
  }

  @Test
  void aNumberIsLearned() {
    Architecture five = FourTasks.withAge(INPUT);
    MiniBatch batch =
        MiniBatch.ofFresh(List.of(data.age(-1), data.age(0.5f), data.age(2), data.kind(1)));
    LearnerConfig config = new LearnerConfig(Adam.withLearningRate(0.002), 10, 42, 100);
    LearnerState initial = InitialState.of(five, 42);
    try (Learner learner =
        Learner.open(new PlainJavaEngine(), five, config, initial, Precision.F32)) {
      double before = learner.loss(batch);
      for (int i = 0; i < 60; i++) {
        learner.step(batch);
      }
      assertThat(learner.loss(batch)).isLessThan(before / 10);
      assertThat(learner.predict(batch.fresh().subList(0, 3)).get("age"))
          .containsExactly(new double[] {-1, 0.5, 2}, within(0.3));
      Score score =
          learner.scores().stream().filter(each -> each.task().equals("age")).findFirst().get();
      assertThat(score.headline()).isEqualTo("mae");
      assertThat(score.values()).containsKeys("mae", "rmse", "loss");
      assertThat(score.examples()).isEqualTo(180);
    }
  }
}
