package io.headwater.learning.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class MiniBatchTest {
  private final FourTasks examples = new FourTasks(new ImageShape(1, 4, 4), 1);
  private final List<Example> one = List.of(examples.kind(0));
  private final List<Example> other = List.of(examples.kind(1));

  @Test
  void freshAndReplayedExamplesAreLearnedFromInThatOrder() {
    assertThat(new MiniBatch(one, other, List.of(examples.place())).learned())
        .containsExactly(one.get(0), other.get(0));
    assertThat(new MiniBatch(List.of(), other, one).learned()).isEqualTo(other);
    assertThat(MiniBatch.ofFresh(one).learned()).isEqualTo(one);
  }

  @Test
  void anExampleOfAnyRoleIsEnough() {
    assertThat(new MiniBatch(List.of(), List.of(), one).learned()).isEmpty();
    assertThatThrownBy(() -> new MiniBatch(List.of(), List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a mini-batch has at least one example");
  }
}
