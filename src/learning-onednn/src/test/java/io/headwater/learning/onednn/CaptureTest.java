package io.headwater.learning.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.engine.Adam;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.InitialState;
import io.headwater.learning.engine.Learner;
import io.headwater.learning.engine.LearnerConfig;
import io.headwater.learning.engine.LearnerState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.MiniBatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CaptureTest {
  private static final ImageShape INPUT = new ImageShape(1, 28, 28);

  @Test
  void aCapturedStateIsThatOfItsMomentHoweverLateItIsAskedFor() {
    Architecture architecture = FourTasks.architecture(INPUT);
    LearnerConfig config = new LearnerConfig(Adam.withLearningRate(0.01), 5, 1);
    MiniBatch batch = new FourTasks(INPUT, 1).allTasks();
    try (Learner learner =
        Learner.open(
            new OneDnnEngine(),
            architecture,
            config,
            InitialState.of(architecture, 1),
            Precision.F32)) {
      learner.step(batch);
      LearnerState atOnce = learner.state();
      Supplier<LearnerState> late = learner.captureState();
      Supplier<LearnerState> atTheSameTime = learner.captureState();
      learner.step(batch);
      assertThat(learner.state()).isNotEqualTo(atOnce);
      assertThat(late.get()).isEqualTo(atOnce);
      assertThat(atTheSameTime.get()).isEqualTo(atOnce);
    }
  }
}
