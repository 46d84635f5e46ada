package io.headwater.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;

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
}
