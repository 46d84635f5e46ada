package io.headwater.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.learner.InitialState;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.optimise.Update;
import io.headwater.learning.task.ImageShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * An engine's native memory does not grow. Needs a heap of fixed size, all touched at the start.
 */
@EnabledOnOs(OS.LINUX)
public abstract class NativeMemoryContract {
  private static final int PIXELS = 28 * 28;
  private static final long MEGABYTE = 1 << 20;

  private static final ImageShape INPUT = new ImageShape(1, 28, 28);
  private static final Network LENET = Backbone.LENET.architecture(INPUT, List.of()).trunk();

  protected abstract Engine engine();

  private EngineNetwork open(Network trunk) {
    return engine()
        .open(trunk, InitialState.of(trunk, 1), Adam.withLearningRate(0.001), Precision.F32);
  }

  @Test
  void stepsOfVaryingSizeDontGrowTheProcess() throws IOException {
    try (EngineNetwork network = open(LENET)) {
      // The arrays of one step take over 2 MB.
      assertThat(growth(300, i -> step(network, 8 + i % 5))).isLessThan(60 * MEGABYTE);
    }
  }

  @Test
  void stepsOfAResidualNetworkDontGrowTheProcess() throws IOException {
    try (EngineNetwork network = open(ResidualTrunk.of(INPUT))) {
      // The arrays of one step take over 2 MB.
      assertThat(growth(300, i -> step(network, 8 + i % 5))).isLessThan(60 * MEGABYTE);
    }
  }

  @Test
  void openingAndClosingDoesntGrowTheProcess() throws IOException {
    // One network takes over 8 MB.
    assertThat(
            growth(
                80,
                i -> {
                  try (EngineNetwork network = open(LENET)) {
                    step(network, 1);
                  }
                }))
        .isLessThan(60 * MEGABYTE);
  }

  @Test
  void capturingTheStateDoesntGrowTheProcess() throws IOException {
    try (EngineNetwork network = open(LENET)) {
      step(network, 8);
      // A capture takes over 5 MB.
      assertThat(
              growth(
                  100,
                  i -> {
                    try (Captured<NetworkState> captured = network.captureState()) {
                      assertThat(captured.get().updates()).isOne();
                    }
                  }))
          .isLessThan(60 * MEGABYTE);
    }
  }

  private static void step(EngineNetwork network, int count) {
    double[] features = Passes.forward(network, new byte[count * PIXELS], count, Mode.TRAINING);
    Passes.backward(network, features);
    network.update(new Update(0.001, 1));
  }

  private static long growth(int times, IntConsumer work) throws IOException {
    IntStream.range(0, times).forEach(work);
    long before = residentBytes();
    IntStream.range(0, times).forEach(work);
    return residentBytes() - before;
  }

  /** Memory of the process that is no file's. The heap, all touched at the start, doesn't grow. */
  private static long residentBytes() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("RssAnon"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }
}
