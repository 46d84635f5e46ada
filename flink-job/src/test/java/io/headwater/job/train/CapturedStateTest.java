package io.headwater.job.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.engine.Captured;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.task.ImageShape;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CapturedStateTest {
  @Test
  void theEngineHasItsMemoryBackWhenTheLastShareIsClosedAndOnlyOnce() {
    LearnerState state = InitialState.of(FourTasks.architecture(new ImageShape(1, 16, 16)), 1);
    AtomicInteger givenBack = new AtomicInteger();
    CapturedState captured = new CapturedState(new Captured<>(state, givenBack::incrementAndGet));
    Captured<LearnerState> first = captured.share();
    Captured<LearnerState> second = captured.share();
    first.close();
    first.close();
    assertThat(givenBack).hasValue(0);
    assertThat(second.get()).isSameAs(state);
    second.close();
    second.close();
    assertThat(givenBack).hasValue(1);
  }
}
