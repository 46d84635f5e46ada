package io.headwater.job.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.InitialState;
import io.headwater.learning.engine.LearnerState;
import io.headwater.learning.task.ImageShape;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CapturedStateTest {
  @Test
  void theCaptureIsAskedOnceWhoeverNeedsIt() {
    LearnerState state = InitialState.of(FourTasks.architecture(new ImageShape(1, 16, 16)), 1);
    AtomicInteger asked = new AtomicInteger();
    CapturedState captured =
        new CapturedState(
            () -> {
              asked.incrementAndGet();
              return state;
            });
    CompletableFuture<LearnerState> other = CompletableFuture.supplyAsync(captured);
    assertThat(captured.get()).isSameAs(state);
    assertThat(other.join()).isSameAs(state);
    assertThat(asked).hasValue(1);
  }
}
