package io.headwater.job.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.engine.Captured;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.task.ImageShape;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ModelHandoverTest {
  private final AtomicInteger givenBack = new AtomicInteger();
  private final TrainedModel model =
      new TrainedModel(
          1,
          0,
          "lineage",
          new Captured<>(
              InitialState.of(FourTasks.architecture(new ImageShape(1, 16, 16)), 1),
              givenBack::incrementAndGet),
          "engine",
          "device");

  @Test
  void aModelIsTakenOnceAndNotCopied() {
    String ticket = ModelHandover.leave(model);
    assertThat(ModelHandover.isWaiting(ticket)).isTrue();
    assertThat(ModelHandover.take(ticket)).isSameAs(model);
    assertThat(ModelHandover.isWaiting(ticket)).isFalse();
    ModelHandover.withdraw(ticket);
    assertThat(givenBack).hasValue(0);
    assertThatThrownBy(() -> ModelHandover.take(ticket))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("one JVM");
  }

  @Test
  void aWithdrawnModelIsGoneAndGivesItsMemoryBack() {
    String ticket = ModelHandover.leave(model);
    ModelHandover.withdraw(ticket);
    assertThat(givenBack).hasValue(1);
    assertThatThrownBy(() -> ModelHandover.take(ticket)).isInstanceOf(IllegalStateException.class);
  }
}
