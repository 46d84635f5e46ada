package io.headwater.job.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.config.ModelConfig;
import io.headwater.job.identity.ModelIdentity;
import io.headwater.job.identity.SavedModel;
import io.headwater.learning.engine.Captured;
import io.headwater.learning.engine.Engines;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.learner.LearnerStateCodec;
import io.headwater.learning.learner.StateOutline;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.RandomExamples;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.StatePartitionStreamProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM of its own, whose heap is smaller than the state that it goes on from. */
class SmallHeapTest {
  private static final ImageShape INPUT = new ImageShape(1, 16, 16);
  private static final int CLASSES = 20_000;
  private static final int HEAP_MEGABYTES = 96;

  private static final TrainerConfig CONFIG =
      new TrainerConfig(
          Engines.AUTO,
          Precision.F32,
          new ModelConfig("fashion", Backbone.LENET, INPUT),
          List.of(
              new Task(
                  "species",
                  TaskKind.CLASSIFICATION,
                  1,
                  IntStream.range(0, CLASSES).mapToObj(k -> "class-" + k).toList())),
          new LearnerConfig(Adam.withLearningRate(0.001), 5, 1, 100));

  @Test
  void goesOnFromAStateThatIsLargerThanItsHeap(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("state");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      LearnerStateCodec.encode(withSlots(), out);
    }
    assertThat(Files.size(file)).isGreaterThan((HEAP_MEGABYTES << 20) * 11L / 10);
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:+UseSerialGC",
                "-Dorg.bytedeco.javacpp.maxbytes=2g",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                "-cp",
                System.getProperty("java.class.path"),
                Resuming.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).endsWith("applied: true\n");
  }

  /** As of a learner, whose optimiser has its slots. */
  private static LearnerState withSlots() {
    Architecture architecture = CONFIG.architecture();
    LearnerState initial = InitialState.of(architecture, 1);
    try (Learner learner =
        Learner.open(
            new PlainJavaEngine(), architecture, CONFIG.learner(), initial, Precision.F32)) {
      return learner.state();
    }
  }

  /** Resumes, and learns from one mini-batch. */
  static final class Resuming {
    private Resuming() {}

    public static void main(String... arguments) throws IOException {
      try (InputStream in = Files.newInputStream(Path.of(arguments[0]));
          LearnerCheckpoint.Saved saved =
              LearnerCheckpoint.open(List.of(new StatePartitionStreamProvider(in)));
          Captured<LearnerState> state = saved.learner().read(new NativeBuffer());
          Trainer trainer =
              Trainer.resume(
                  CONFIG,
                  ModelIdentity.withoutLineage("model"),
                  goingOn(state.get()),
                  PublishedVersion.NONE)) {
        RandomExamples examples = new RandomExamples(INPUT, 1);
        MiniBatch batch =
            MiniBatch.ofFresh(
                List.of(
                    examples.image(Label.ofClass("species", 3)),
                    examples.image(Label.ofClass("species", CLASSES - 1))));
        System.out.println("applied: " + trainer.learn(batch).applied());
      }
    }

    private static LearnerState goingOn(LearnerState state) {
      SavedModel saved =
          new SavedModel(ModelIdentity.withoutLineage("model"), CONFIG.description(), 0, 0, 0, 0);
      return CONFIG.goingOn(CONFIG.fit(StateOutline.of(state), saved), state);
    }
  }
}
