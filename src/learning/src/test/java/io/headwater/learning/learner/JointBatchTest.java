package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.learner.JointBatch.TaskRows;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.SourcePosition;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which image is in which row, and which task reads which rows. */
class JointBatchTest {
  private static final ImageShape INPUT = new ImageShape(1, 16, 16);
  private static final Architecture MODEL = FourTasks.architecture(INPUT);

  private final BatchMemory memory = new BatchMemory();

  @Test
  void firstImagesComeInTheOrderOfTheExamplesThenTheSecondOnesThatAreRead() {
    List<Example> examples =
        List.of(
            image(1, 0, Label.ofClass("kind", 2)),
            image(2, 9, Label.ofClass("kind", 1)),
            image(3, 8, Label.ofSame("twins", true)),
            image(4, 7, Label.ofSame("twins", false), Label.ofClass("kind", 0)));

    JointBatch batch = JointBatch.labelled(MODEL, examples, memory);

    assertThat(batch.rows()).isEqualTo(6);
    assertThat(firstPixels(batch)).containsExactly(1, 2, 3, 4, 8, 7);
    assertThat(batch.tasks())
        .extracting(rows -> rows.task().name())
        .containsExactly("kind", "twins");
    TaskRows kind = batch.tasks().get(0);
    assertThat(kind.first()).containsExactly(0, 1, 3);
    assertThat(kind.second()).isEmpty();
    assertThat(kind.count()).isEqualTo(3);
    assertThat(kind.labels()).extracting(Label::classIndex).containsExactly(2, 1, 0);
    assertThat(kind.weights()).containsExactly(1, 2, 4);
    TaskRows twins = batch.tasks().get(1);
    assertThat(twins.first()).containsExactly(2, 3);
    assertThat(twins.second()).containsExactly(4, 5);
    assertThat(twins.labels()).extracting(Label::same).containsExactly(true, false);
    assertThat(twins.weights()).containsExactly(3, 4);
  }

  @Test
  void predictionsReadEveryExampleAndPairsOnlyIfAllAre() {
    Example pair = image(1, 2);
    Example single = image(3, 0);

    JointBatch mixed = JointBatch.unlabelled(MODEL, List.of(pair, single), memory);
    assertThat(mixed.tasks())
        .extracting(rows -> rows.task().name())
        .containsExactly("kind", "outline", "place");
    assertThat(mixed.tasks()).allSatisfy(rows -> assertThat(rows.first()).containsExactly(0, 1));
    assertThat(firstPixels(mixed)).containsExactly(1, 3);

    JointBatch pairs = JointBatch.unlabelled(MODEL, List.of(pair, pair), memory);
    assertThat(pairs.tasks()).hasSize(4);
    assertThat(pairs.tasks().get(3).second()).containsExactly(2, 3);
    assertThat(firstPixels(pairs)).containsExactly(1, 1, 2, 2);
  }

  @Test
  void imagesOfAnotherSizeAndMiniBatchesThatTeachNothingAreRefused() {
    assertThatThrownBy(
            () -> JointBatch.labelled(MODEL, List.of(image(1, 0, Label.ofClass("old", 1))), memory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("any of the tasks [kind, outline, place, twins]");
    Example smaller =
        new Example(
            "odd",
            new SourcePosition("t", 0, 0),
            0,
            new byte[INPUT.size()],
            new byte[INPUT.size() - 1],
            List.of(Label.ofSame("twins", true)),
            1);
    assertThatThrownBy(() -> JointBatch.labelled(MODEL, List.of(smaller), memory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an image of example 'odd' has 255 values; the model's input 1x16x16 has 256");
  }

  /**
   * All pixels have the given value; no second image if that is 0. The first is the weight, too.
   */
  private static Example image(int first, int second, Label... labels) {
    byte[] pixels = filled(first);
    byte[] others = second == 0 ? new byte[0] : filled(second);
    return new Example(
        "event-" + first,
        new SourcePosition("t", 0, first),
        0,
        pixels,
        others,
        List.of(labels),
        first);
  }

  private static byte[] filled(int value) {
    byte[] pixels = new byte[INPUT.size()];
    Arrays.fill(pixels, (byte) value);
    return pixels;
  }

  /** Of each row, whose pixels are all alike. */
  private static int[] firstPixels(JointBatch batch) {
    int[] pixels = new int[batch.rows()];
    for (int row = 0; row < pixels.length; row++) {
      pixels[row] = batch.images()[row * INPUT.size()];
      assertThat(batch.images()[(row + 1) * INPUT.size() - 1]).isEqualTo((byte) pixels[row]);
    }
    return pixels;
  }
}
