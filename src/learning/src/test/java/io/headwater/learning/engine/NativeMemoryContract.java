package io.headwater.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.learner.InitialState;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Window;
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

  private static final Network TOWER =
      NetworkBuilder.trunk(INPUT.dimensions())
          .then("scale", new Layer.Scale())
          .then("conv", new Layer.Convolution(8, 3, 1, 1))
          .then("norm", new Layer.BatchNorm())
          .then("fine", new Layer.Relu())
          .then("coarse", new Layer.AveragePool(Window.square(2, 2, 0), true))
          .build("fine", "coarse");

  private static final Network HEAD =
      NetworkBuilder.of("head")
          .input("fine", Input.floats(List.of(8, 28, 28)))
          .input("coarse", Input.floats(List.of(8, 14, 14)))
          .then("up", new Layer.Resize(28, 28))
          .then("join", new Layer.Concatenate(), "up", "fine")
          .then("drop", new Layer.Dropout(0.5))
          .then("wide", new Layer.Convolution(4, Window.square(3, 1, 2).withDilation(2), 2, true))
          .then("pool", new Layer.MaxPool(Window.square(3, 2, 0).withCeil()))
          .then("sigmoid", new Layer.Sigmoid())
          .then("flat", new Layer.Flatten())
          .then("dense", new Layer.Dense(3))
          .build();

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

  @Test
  void whatPassesBetweenNetworksDoesntGrowTheProcess() throws IOException {
    try (EngineNetwork tower = open(TOWER);
        EngineNetwork head = open(HEAD)) {
      // The arrays of one step take over 2 MB.
      assertThat(growth(150, i -> step(tower, head, 8 + i % 5))).isLessThan(60 * MEGABYTE);
    }
  }

  /** Each of two tasks has some of the images. */
  private static void step(EngineNetwork tower, EngineNetwork head, int count) {
    tower.forward(List.of(Feed.images(new byte[count * PIXELS], count)), Pass.training(count));
    for (int task = 0; task < 2; task++) {
      int[] rows = IntStream.range(task, count - 1 + task).toArray();
      head.forward(
          List.of(new Feed.Rows(tower.output(0), rows), new Feed.Rows(tower.output(1), rows)),
          Pass.training(rows.length));
      head.backward(List.of(new OutputGradient.Values(0, new double[rows.length * 3])));
      tower.backward(
          List.of(
              new OutputGradient.Rows(0, head.inputGradient(0), rows),
              new OutputGradient.Rows(1, head.inputGradient(1), rows)));
      tower.keepGradients(task);
    }
    assertThat(tower.gramMatrix(2)).hasDimensions(2, 2);
    tower.combineGradients(new double[] {0.5, 0.5});
    tower.combineGradients(
        new double[] {0.5, 0.5},
        (gradients, combined, size, first) -> System.arraycopy(gradients[0], 0, combined, 0, size));
    assertThat(tower.output(0).sumOfRows()).isNotEmpty();
    tower.update(new Update(0.001, 1));
    head.update(new Update(0.001, 1));
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
