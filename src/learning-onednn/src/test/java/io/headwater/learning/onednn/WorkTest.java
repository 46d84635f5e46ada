package io.headwater.learning.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkTest {
  private static final int THREADS = 4;
  private static final Task CLASSES =
      new Task("kind", TaskKind.CLASSIFICATION, 1, List.of("one", "other"));

  private static Architecture model(Backbone backbone, ImageShape input) {
    return backbone.architecture(input, List.of(CLASSES));
  }

  @Test
  void countsTheMultiplicationsOfTheForwardPass() {
    Architecture lenet = model(Backbone.LENET, new ImageShape(1, 28, 28));
    long conv1 = 20 * 24 * 24 * 25L;
    long conv2 = 50 * 8 * 8 * 20 * 25L;
    long dense = 800 * 500L;
    assertThat(Work.of(lenet.trunk(), THREADS).products()).isEqualTo(conv1 + conv2 + dense);
  }

  @Test
  void sharesOutTheMiniBatchOfASmallTrunk() {
    Work work = Work.of(model(Backbone.LENET, new ImageShape(1, 28, 28)).trunk(), THREADS);
    assertThat(work.parts(64)).isEqualTo(THREADS);
    assertThat(work.parts(1)).isEqualTo(1);
    assertThat(work.threadsOfKernels(64, THREADS)).isEqualTo(1);
  }

  @Test
  void leavesATrunkThatMixesExamplesWholeAndSharesOutItsKernels() {
    Work work = Work.of(model(Backbone.RESNET18, new ImageShape(3, 64, 64)).trunk(), THREADS);
    assertThat(work.parts(64)).isEqualTo(1);
    assertThat(work.threadsOfKernels(64, THREADS)).isEqualTo(THREADS);
  }

  @Test
  void runsASmallHeadOnOneThread() {
    Architecture model = model(Backbone.LENET, new ImageShape(1, 28, 28));
    Work work = Work.of(model.networks().get(1), THREADS);
    assertThat(work.parts(64)).isEqualTo(1);
    assertThat(work.threadsOfKernels(64, THREADS)).isEqualTo(1);
  }
}
