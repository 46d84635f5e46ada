package io.headwater.bench.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateSizeTest {
  private static final double MEBIBYTE = 1 << 20;

  @Test
  void adamKeepsTwoNumbersMoreForEachWeightAndBias() {
    Task task = new Task("plant", TaskKind.CLASSIFICATION, 1, List.of("oak", "ash"));
    Architecture alexNet = Backbone.ALEXNET.architecture(new ImageShape(3, 64, 64), List.of(task));

    StateSize size = StateSize.of(alexNet);

    long convolutions =
        (3 * 11 * 11 + 1) * 64
            + (64 * 5 * 5 + 1) * 192
            + (192 * 3 * 3 + 1) * 384
            + (384 * 3 * 3 + 1) * 256
            + (256 * 3 * 3 + 1) * 256;
    // Of a 64x64 image, one pixel with 256 channels is left.
    long parameters = convolutions + (256 + 1) * 4096 + (4096 + 1) * 4096 + (4096 + 1) * 2;
    assertThat(size.weights()).isCloseTo(4 * parameters / MEBIBYTE, within(1e-9));
    assertThat(size.state()).isCloseTo(12 * parameters / MEBIBYTE, within(1e-9));
  }
}
