package io.headwater.cli.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AudienceTest {
  private final Audience audience = new Audience();

  @Test
  void aListenerHearsTheBeginningAndThenEachChange() throws InterruptedException {
    try (Audience.Listener listener = audience.join("board", 1).orElseThrow()) {
      audience.tell("points", 2);

      assertThat(listener.next(Duration.ZERO)).hasValue("{\"kind\":\"board\",\"value\":1}");
      assertThat(listener.next(Duration.ZERO)).hasValue("{\"kind\":\"points\",\"value\":2}");
      assertThat(listener.next(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void whoDoesNotListenIsLetGo() {
    Audience.Listener listener = audience.join("board", 1).orElseThrow();

    IntStream.range(0, 10_000).forEach(i -> audience.tell("points", i));

    assertThat(listener.isLost()).isTrue();
  }

  @Test
  void thereIsRoomForSoMany() {
    IntStream.range(0, 16).forEach(i -> assertThat(audience.join("board", i)).isPresent());
    assertThat(audience.join("board", 16)).isEmpty();
  }
}
