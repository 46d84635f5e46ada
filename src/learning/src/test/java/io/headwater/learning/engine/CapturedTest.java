package io.headwater.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CapturedTest {
  @Test
  void itsMemoryIsGivenBackOnceHoweverOftenItIsClosed() {
    AtomicInteger releases = new AtomicInteger();
    Captured<String> captured = new Captured<>("state", releases::incrementAndGet);
    assertThat(captured.get()).isEqualTo("state");
    assertThat(releases).hasValue(0);
    captured.close();
    captured.close();
    assertThat(releases).hasValue(1);
  }

  @Test
  void itsMemoryIsGivenBackWhenTheLastShareIsClosed() {
    AtomicInteger releases = new AtomicInteger();
    Captured<String> first = new Captured<>("state", releases::incrementAndGet);
    Captured<String> second = first.share();
    first.close();
    first.close();
    assertThat(releases).hasValue(0);
    assertThat(second.get()).isEqualTo("state");
    assertThatThrownBy(first::share).isInstanceOf(IllegalStateException.class);
    second.close();
    second.close();
    assertThat(releases).hasValue(1);
  }
}
