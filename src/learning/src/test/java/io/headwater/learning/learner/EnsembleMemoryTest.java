package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.ensemble.Boosting;
import io.headwater.learning.ensemble.Poisson;
import io.headwater.learning.learner.JointBatch.TaskRows;
import io.headwater.learning.loss.EqualClasses;
import io.headwater.learning.loss.Losses;
import io.headwater.learning.model.Ensemble;
import io.headwater.learning.model.Ensemble.Fusion;
import io.headwater.learning.model.Ensemble.Training;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.model.sharing.Backbones;
import io.headwater.learning.model.sharing.EnsembleOfBackbones;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class EnsembleMemoryTest {
  private static final long[] IDS = {11, 12};

  /** Of classes 0 and 2, the second with a weight of 3. */
  private static final TaskRows ROWS =
      new TaskRows(
          FourTasks.KIND,
          new int[] {0, 1},
          new int[0],
          List.of(Label.ofClass("kind", 0), Label.ofClass("kind", 2)),
          new double[] {1, 3},
          2);

  private static final Criterion CRITERION =
      new Criterion(
          Losses.usual(FourTasks.KIND.kind()),
          new EqualClasses().begin(FourTasks.KIND, 100, Optional.empty()));

  /** The first member is right about both, the second about the second only. */
  private static final Map<String, double[]> OUTPUTS =
      Map.of(
          "lenet-1", new double[] {2, 1, 0, 0, 1, 2}, "lenet-2", new double[] {1, 2, 0, 0, 1, 2});

  private static EnsembleMemory memory(Fusion fusion, Training training) {
    return memory(fusion, training, Optional.empty());
  }

  private static EnsembleMemory memory(
      Fusion fusion, Training training, Optional<StatePart> saved) {
    Ensemble ensemble =
        new EnsembleOfBackbones(List.of(Backbone.LENET, Backbone.LENET), fusion, training)
            .architecture(
                new ImageShape(1, 16, 16),
                List.of(FourTasks.KIND),
                Map.of(),
                new Backbones(Backbone.LENET, Map.of()))
            .ensembles()
            .get(0);
    return new EnsembleMemory(ensemble, FourTasks.KIND, 100, saved);
  }

  @Test
  void boostingGoesThroughTheExamplesInTurn() {
    EnsembleMemory memory = memory(Fusion.MEAN, Training.BOOSTING);
    MemberDraw draw = memory.draw(ROWS, IDS, OUTPUTS);
    Boosting.Step first = Boosting.begun(2).step(new boolean[] {true, false});
    Boosting.Step second = first.next().step(new boolean[] {true, true});
    assertThat(draw.boosting()).hasValue(second.next());
    assertThat(draw.of("lenet-2"))
        .containsExactly(
            Poisson.draw(first.means()[1], seed(11, "lenet-2")),
            3.0 * Poisson.draw(second.means()[1], seed(12, "lenet-2")));
    assertThat(memory.draw(ROWS, IDS, OUTPUTS).boosting()).isEqualTo(draw.boosting());
    memory.observe(CRITERION, ROWS, OUTPUTS, draw);
    assertThat(memory.draw(ROWS, IDS, OUTPUTS).boosting().orElseThrow().examples()).isEqualTo(4);
  }

  private static long seed(long id, String member) {
    return id ^ ((long) member.hashCode() << 32);
  }

  @Test
  void boostedMembersCountByTheirErrors() {
    EnsembleMemory memory = memory(Fusion.WEIGHTED_MEAN, Training.BOOSTING);
    MemberDraw draw = memory.draw(ROWS, IDS, OUTPUTS);
    memory.observe(CRITERION, ROWS, OUTPUTS, draw);
    double[] logs = draw.boosting().orElseThrow().weights();
    assertThat(memory.weights()[0]).isCloseTo(logs[0] / (logs[0] + logs[1]), within(1e-12));
  }

  /** Accuracies of 1 and 1/2. */
  @Test
  void aWeightedMeanGoesByTheTasksMetric() {
    EnsembleMemory memory = memory(Fusion.WEIGHTED_MEAN, Training.ALL);
    assertThat(memory.weights()).containsExactly(0.5, 0.5);
    memory.observe(CRITERION, ROWS, OUTPUTS, memory.draw(ROWS, IDS, OUTPUTS));
    assertThat(memory.weights()).containsExactly(new double[] {2 / 3.0, 1 / 3.0}, within(1e-9));
    assertThat(memory(Fusion.WEIGHTED_MEAN, Training.ALL, Optional.of(memory.state())).weights())
        .isEqualTo(memory.weights());
  }

  @Test
  void aMeanGoesByNothing() {
    EnsembleMemory memory = memory(Fusion.MEAN, Training.ALL);
    memory.observe(CRITERION, ROWS, OUTPUTS, memory.draw(ROWS, IDS, OUTPUTS));
    assertThat(memory.weights()).containsExactly(0.5, 0.5);
  }
}
