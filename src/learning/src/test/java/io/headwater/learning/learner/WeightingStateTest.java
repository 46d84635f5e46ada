package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.combine.Sum;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.weighting.AppliedStep;
import io.headwater.learning.weighting.FixedWeights;
import io.headwater.learning.weighting.Weigher;
import io.headwater.learning.weighting.Weighting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A weighting with a state of its own, which is a part of the learner's. */
class WeightingStateTest {
  private static final ImageShape INPUT = new ImageShape(1, 16, 16);
  private static final Architecture LENET = FourTasks.architecture(INPUT);

  private final FourTasks data = new FourTasks(INPUT, 1);

  /** Halves all weights after each step. */
  private record Halving() implements Weighting {
    @Override
    public String kind() {
      return "halving";
    }

    @Override
    public int stateVersion() {
      return 2;
    }

    @Override
    public Weigher begin(List<Task> tasks, Optional<StatePart> saved) {
      return new Weigher() {
        private final Weigher fixed = new FixedWeights().begin(tasks, Optional.empty());
        private long steps = saved.map(part -> part.counts().getOrDefault("steps", 0L)).orElse(0L);

        @Override
        public Map<String, Double> weigh(Map<String, Double> losses) {
          Map<String, Double> weights = new HashMap<>(fixed.weigh(losses));
          weights.replaceAll((task, weight) -> Math.scalb(weight, -(int) steps));
          return weights;
        }

        @Override
        public void observe(AppliedStep step) {
          steps++;
        }

        @Override
        public Optional<StatePart> state() {
          Map<String, Long> counts = Map.of("steps", steps);
          return Optional.of(new StatePart(part(), 2, Map.of(), counts, Map.of(), Map.of()));
        }
      };
    }
  }

  private static LearnerConfig config(Weighting weighting) {
    return new LearnerConfig(Adam.withLearningRate(0.01), weighting, new Sum(), 1e9, 1, 100);
  }

  private static Learner open(Weighting weighting, LearnerState state) {
    return Learner.open(new PlainJavaEngine(), LENET, config(weighting), state, Precision.F32);
  }

  @Test
  void goesOnFromWhatItKept() {
    MiniBatch batch = data.allTasks();
    try (Learner uninterrupted = open(new Halving(), InitialState.of(LENET, 1))) {
      uninterrupted.step(batch);
      LearnerState saved = uninterrupted.state();
      try (Learner restored = open(new Halving(), saved);
          Learner anew = open(new FixedWeights(), saved)) {
        assertThat(restored.state()).isEqualTo(saved);
        assertThat(restored.loss(batch)).isEqualTo(uninterrupted.loss(batch));
        assertThat(restored.loss(batch)).isLessThan(0.6 * anew.loss(batch));
      }
    }
  }

  @Test
  void anotherWeightingDropsIt() {
    try (Learner learner = open(new Halving(), InitialState.of(LENET, 1))) {
      learner.step(data.allTasks());
      StateOutline saved = StateOutline.of(learner.state());
      assertThat(StateFit.of(saved, StateOutline.of(LENET, config(new Halving()))).isWhole())
          .isTrue();
      StateFit changed = StateFit.of(saved, StateOutline.of(LENET, config(new FixedWeights())));
      assertThat(changed.dropped()).containsOnlyKeys("weighting/halving");
    }
  }
}
