package io.headwater.bench.engine;

import io.headwater.bench.BenchModel;
import io.headwater.learning.stream.MiniBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A mini-batch, in the form that both sides start from.
 *
 * @param images unsigned bytes [C, H, W] of each
 * @param labels class of each for both heads, [2][count]
 */
record LabelledImages(List<byte[]> images, int[][] labels) {
  int count() {
    return images.size();
  }

  /** In the form of the learner. */
  MiniBatch miniBatch() {
    return BenchModel.miniBatch(images, labels, 0);
  }

  /**
   * Images and labels that have nothing to do with each other: the loss stays where it is, so that
   * gradients and the optimiser's state never get so small that arithmetic slows down.
   */
  static LabelledImages random(EngineCase asked, Random random) {
    List<byte[]> images = new ArrayList<>();
    int[][] labels = new int[2][asked.batch()];
    for (int n = 0; n < asked.batch(); n++) {
      images.add(asked.model().images(1, random));
      labels[0][n] = random.nextInt(BenchModel.CLASSES);
      labels[1][n] = random.nextInt(BenchModel.CLASSES);
    }
    return new LabelledImages(images, labels);
  }
}
