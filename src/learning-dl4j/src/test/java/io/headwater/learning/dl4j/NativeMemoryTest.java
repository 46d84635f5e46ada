package io.headwater.learning.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.engine.Adam;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.InitialState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Backbone;
import io.headwater.learning.model.Network;
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

@EnabledOnOs(OS.LINUX)
class NativeMemoryTest {
  private static final int PIXELS = 28 * 28;
  private static final long MEGABYTE = 1 << 20;

  private final Network trunk =
      Architecture.of(Backbone.LENET, new ImageShape(1, 28, 28), List.of()).trunk();

  private EngineNetwork open() {
    return new Dl4jEngine()
        .open(trunk, InitialState.of(trunk, 1), Adam.withLearningRate(0.001), Precision.FLOAT);
  }

  @Test
  void stepsOfVaryingSizeDontGrowTheProcess() throws IOException {
    try (EngineNetwork network = open()) {
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
                  try (EngineNetwork network = open()) {
                    step(network, 1);
                  }
                }))
        .isLessThan(60 * MEGABYTE);
  }

  private static void step(EngineNetwork network, int count) {
    double[] features = network.forward(new byte[count * PIXELS], count);
    network.backward(features);
    network.update(1);
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
