package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.evaluate.Score;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.loss.EffectiveNumber;
import io.headwater.learning.loss.SoftmaxCrossEntropy;
import io.headwater.learning.loss.TaskLoss;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.schema.BoxLabel;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.wire.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A class of -1 or no label at all, from the event's bytes to what is learned. */
class MissingLabelTest {
  private static final Architecture MODEL =
      Backbone.LENET.architecture(Events.INPUT, Events.TASKS.subList(0, 3));
  private static final LearnerConfig CONFIG =
      new LearnerConfig(Adam.withLearningRate(0.001), 5, 1, 100)
          .withLosses(
              Map.of("garment", new TaskLoss(new SoftmaxCrossEntropy(), new EffectiveNumber(0.9))));

  private static Example decoded(Map<String, Object> labels) {
    LabelledImage event = Events.full();
    event.setLabels(labels);
    DecodeResult result = Events.decoder().decode(Events.event(Wire.LABELLED_IMAGE.encode(event)));
    assertThat(result).isInstanceOf(DecodeResult.Accepted.class);
    return ((DecodeResult.Accepted) result).example();
  }

  private static Learner learner() {
    return Learner.open(
        new PlainJavaEngine(), MODEL, CONFIG, InitialState.of(MODEL, 1), Precision.F32);
  }

  private static Map<String, Object> place() {
    return Map.of("place", new BoxLabel(true, 0.5f, 0.5f, 0.4f, 0.2f));
  }

  private static Map<String, Object> placeAnd(int index) {
    Map<String, Object> labels = new HashMap<>(place());
    labels.put("garment", new ClassLabel(index));
    return labels;
  }

  @Test
  void teachesAsIfTheTaskHadNotBeenNamed() {
    try (Learner missing = learner();
        Learner absent = learner()) {
      LearnerState before = missing.state();
      for (int i = 0; i < 2; i++) {
        missing.step(MiniBatch.ofFresh(List.of(decoded(placeAnd(-1)), decoded(placeAnd(-1)))));
        absent.step(MiniBatch.ofFresh(List.of(decoded(place()), decoded(place()))));
      }
      LearnerState state = missing.state();
      assertThat(state).isEqualTo(absent.state());
      assertThat(state.networks().get("garment")).isEqualTo(before.networks().get("garment"));
      assertThat(Objects.requireNonNull(state.networks().get("place")).updates()).isEqualTo(2);
      assertThat(missing.scores()).extracting(Score::task).containsExactly("place");
      assertThat(counts(state)).containsExactly(0, 0, 0);
    }
  }

  @Test
  void isNoPartOfTheMeanOfThoseThatAreThere() {
    Example shoe = decoded(placeAnd(1));
    Example missing = decoded(placeAnd(-1));
    try (Learner alone = learner();
        Learner together = learner()) {
      double loss = garment(alone, MiniBatch.ofFresh(List.of(shoe)));
      assertThat(garment(together, MiniBatch.ofFresh(List.of(missing, shoe, missing))))
          .isEqualTo(loss);
      assertThat(counts(together.state())).containsExactly(0, 1, 0);
    }
  }

  private static double garment(Learner learner, MiniBatch batch) {
    return learner.step(batch).tasks().stream()
        .filter(task -> task.task().equals("garment"))
        .findFirst()
        .orElseThrow()
        .loss();
  }

  private static double[] counts(LearnerState state) {
    return Objects.requireNonNull(state.parts().get("classWeights/garment"))
        .numbers()
        .getOrDefault("counts", new double[0]);
  }
}
