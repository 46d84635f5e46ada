package io.headwater.job.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.config.TaskConfig;
import io.headwater.learning.augment.Augmentation;
import io.headwater.learning.augment.CropAndScale;
import io.headwater.learning.augment.CutOut;
import io.headwater.learning.augment.Fill;
import io.headwater.learning.augment.HorizontalFlip;
import io.headwater.learning.augment.Region;
import io.headwater.learning.loss.TaskLoss;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.SourcePosition;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class AugmentFunctionTest {
  private static final ByteBuffer PIXELS = ByteBuffer.wrap(new byte[] {1, 2});
  private static final ByteBuffer MIRRORED = ByteBuffer.wrap(new byte[] {2, 1});
  private static final List<TaskConfig> TASKS =
      List.of(
          task(
              "flipped",
              List.of(
                  new Augmentation(new HorizontalFlip(), 0.5),
                  new Augmentation(new CropAndScale(new Region(0.1, 1, 1)), 0),
                  new Augmentation(new CutOut(1, Fill.BLACK), 0))),
          task("still", List.of()));

  @Test
  void someExamplesOfATaskThatListsTheFlipAreMirroredAndAReplayGivesTheSame() throws Exception {
    List<ByteBuffer> pixels = augmented(Label.ofSame("flipped", true));

    assertThat(pixels).contains(PIXELS, MIRRORED);
    assertThat(augmented(Label.ofSame("flipped", true))).isEqualTo(pixels);
  }

  @Test
  void anExampleTakesOnlyWhatAllItsTasksList() throws Exception {
    assertThat(augmented(Label.ofSame("flipped", true), Label.ofSame("still", true)))
        .containsOnly(PIXELS);
  }

  private static List<ByteBuffer> augmented(Label... labels) throws Exception {
    try (OneInputStreamOperatorTestHarness<Example, Example> harness =
        new OneInputStreamOperatorTestHarness<>(
            new StreamMap<>(
                InstantiationUtil.clone(new AugmentFunction(new ImageShape(1, 1, 2), TASKS))))) {
      harness.open();
      for (int id : IntStream.range(0, 20).toArray()) {
        harness.processElement(example("id-" + id, labels), id);
      }
      return harness.extractOutputValues().stream()
          .map(example -> ByteBuffer.wrap(example.pixels()))
          .toList();
    }
  }

  private static Example example(String id, Label... labels) {
    return new Example(
        id,
        new SourcePosition("t", 0, 0),
        0,
        PIXELS.array().clone(),
        new byte[0],
        List.of(labels),
        1);
  }

  private static TaskConfig task(String name, List<Augmentation> augmentations) {
    return new TaskConfig(
        new Task(name, TaskKind.SIMILARITY, 1, List.of()),
        List.of("t"),
        Optional.empty(),
        augmentations,
        TaskLoss.usual(TaskKind.SIMILARITY));
  }
}
