package io.headwater.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each request is answered by one whole model, whatever is swapped meanwhile. */
@Timeout(120)
class SwapUnderLoadTest {
  private static final int SWAPS = 50;
  private static final int CLIENTS = 2;

  /** Versions that answered, and what was no answer. */
  private record Seen(List<Long> versions, List<String> wrong) {}

  @Test
  void noRequestFailsOverFiftySwaps() throws Exception {
    byte[] image = GarmentSnapshots.images(1, 1);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    AtomicBoolean swapping = new AtomicBoolean(true);
    try (TestServer server = TestServer.serving(1)) {
      List<Future<Seen>> seen = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        seen.add(clients.submit(() -> ask(server, image, swapping)));
      }
      for (long version = 2; version <= SWAPS + 1; version++) {
        server.live().swap(GarmentSnapshots.snapshot(version));
      }
      swapping.set(false);

      for (Future<Seen> each : seen) {
        assertThat(each.get().wrong()).isEmpty();
        assertThat(each.get().versions()).isNotEmpty().isSorted();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private static Seen ask(TestServer server, byte[] image, AtomicBoolean swapping)
      throws Exception {
    List<Long> versions = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    while (swapping.get()) {
      Answer answer =
          Answer.post(
              server.inferUrl(),
              "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[1,1,28,28],\"parameters\":{\"binary_data_size\":784}}],\"outputs\":[{\"name\":\"garment\"}]}",
              image);
      if (answer.status() != 200) {
        wrong.add(answer.json().toString());
      } else {
        versions.add(answer.json().get("model_version").asLong());
      }
    }
    return new Seen(versions, wrong);
  }
}
