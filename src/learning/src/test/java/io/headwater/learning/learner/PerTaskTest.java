package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.combine.Gradients;
import io.headwater.learning.combine.Mgda;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.ResidualTrunk;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.HeadsOnTrunk;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.Trunk;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.weighting.FixedWeights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Tasks that share nothing. */
@NullUnmarked
class PerTaskTest {
  private static final ImageShape INPUT = new ImageShape(1, 16, 16);
  private static final Adam ADAM = Adam.withLearningRate(0.01);

  private final FourTasks data = new FourTasks(INPUT, 1);

  /** Small residual networks, which have running statistics. */
  private static Architecture residual() {
    List<Member> towers = new ArrayList<>();
    Map<String, Member> heads = new LinkedHashMap<>();
    for (Task task : FourTasks.ALL) {
      Trunk trunk = Trunk.withoutMaps(ResidualTrunk.of(INPUT)).withName(task.name() + ".trunk");
      HeadsOnTrunk own = HeadsOnTrunk.of(trunk, INPUT, List.of(task), Map.of());
      towers.add(own.tower());
      heads.putAll(own.heads());
    }
    return new Architecture(INPUT, towers, FourTasks.ALL, heads);
  }

  @Test
  void aTaskWithoutLabelsInAStepChangesNothingOfItsNetworks() {
    Architecture model = residual();
    LearnerConfig config = new LearnerConfig(ADAM, 5, 1, 100);
    try (Learner learner =
        Learner.open(
            new PlainJavaEngine(), model, config, InitialState.of(model, 1), Precision.F64)) {
      learner.step(data.allTasks());
      Map<String, NetworkState> before = learner.state().networks();
      assertThat(learner.step(data.only(FourTasks.OUTLINE)).applied()).isTrue();
      Map<String, NetworkState> after = learner.state().networks();
      assertThat(after.get("outline")).isNotEqualTo(before.get("outline"));
      assertThat(after.get("outline.trunk")).isNotEqualTo(before.get("outline.trunk"));
      assertThat(after.get("outline.trunk").statistics())
          .isNotEqualTo(before.get("outline.trunk").statistics());
      for (String other : List.of("kind", "place", "twins")) {
        assertThat(after.get(other)).isEqualTo(before.get(other));
        assertThat(after.get(other + ".trunk")).isEqualTo(before.get(other + ".trunk"));
      }
    }
  }

  /** Their sum would be the same without any coefficient. */
  @Test
  void aCombinationOfGradientsOnWhatIsSharedIsRefused() {
    LearnerConfig config =
        new LearnerConfig(ADAM, new FixedWeights(), new Mgda(Gradients.PARAMETERS), 5, 1, 100);
    Architecture model = residual();
    LearnerState state = InitialState.of(model, 1);
    assertThatThrownBy(
            () -> Learner.open(new PlainJavaEngine(), model, config, state, Precision.F64))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the combination 'mgda' weighs the tasks' gradients")
        .hasMessageContaining("[kind, outline, place, twins] share none");
    config.requireFits(FourTasks.architecture(INPUT));
  }

  @Test
  void aMiniBatchOfOneTaskRunsItsNetworksOnly() {
    Architecture model = residual();
    LearnerConfig config = new LearnerConfig(ADAM, 5, 1, 100);
    try (Learner learner =
        Learner.open(
            new PlainJavaEngine(), model, config, InitialState.of(model, 1), Precision.F64)) {
      assertThat(learner.gradients(MiniBatch.ofFresh(List.of(data.twins(true)))))
          .containsOnlyKeys("twins.trunk", "twins");
    }
  }
}
