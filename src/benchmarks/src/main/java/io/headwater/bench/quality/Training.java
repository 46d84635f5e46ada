package io.headwater.bench.quality;

import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.SourcePosition;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What a model is trained on, in what order.
 *
 * @param images all of them, in each pass
 * @param passes how often each image is seen, at least 1
 * @param missing share of the labels that nobody gave, in [0, 1); the same ones in each pass
 * @param seed of the order and of which labels are missing
 */
record Training(List<TwoGarments> images, int passes, double missing, long seed) {
  static final int BATCH = 64;

  Training {
    images = List.copyOf(images);
  }

  /**
   * Hands on mini-batches: of {@value #BATCH} images, those that have a label for one of the tasks
   * at least. So there are as many steps whatever is missing.
   */
  void miniBatches(List<Task> tasks, Consumer<MiniBatch> learner) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, images.size()).boxed().toList());
    Random random = new Random(seed);
    for (int pass = 0; pass < passes; pass++) {
      Collections.shuffle(order, random);
      for (int from = 0; from < order.size(); from += BATCH) {
        List<Integer> together = order.subList(from, Math.min(from + BATCH, order.size()));
        List<Example> labelled = labelled(tasks, together);
        if (!labelled.isEmpty()) {
          learner.accept(MiniBatch.ofFresh(labelled));
        }
      }
    }
  }

  private List<Example> labelled(List<Task> tasks, List<Integer> together) {
    List<Example> labelled = new ArrayList<>();
    for (int image : together) {
      List<Label> labels = tasks.stream().flatMap(task -> labels(task, image).stream()).toList();
      if (!labels.isEmpty()) {
        labelled.add(example(images.get(image), image, labels));
      }
    }
    return labelled;
  }

  private List<Label> labels(Task task, int image) {
    long own = seed * 31 + task.name().hashCode() + ((long) image << 32);
    return new SplittableRandom(own).nextDouble() < missing
        ? List.of()
        : List.of(Label.ofClass(task.name(), images.get(image).classOf(task)));
  }

  static Example example(TwoGarments image, int number, List<Label> labels) {
    return new Example(
        Integer.toString(number),
        new SourcePosition("multi-fashion", 0, number),
        0,
        image.pixels(),
        new byte[0],
        labels,
        1);
  }
}
