package io.headwater.bench;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.SourcePosition;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A trunk with two heads of 10 classes, at the size of images that it was made for.
 *
 * @param name the trunk's, such as "lenet"
 */
public record BenchModel(String name, Architecture architecture) {
  private static final List<String> CLASSES =
      IntStream.range(0, 10).mapToObj(Integer::toString).toList();
  private static final List<Task> TASKS =
      List.of(
          new Task("first", TaskKind.CLASSIFICATION, 0.5, CLASSES),
          new Task("second", TaskKind.CLASSIFICATION, 0.5, CLASSES));

  /**
   * @throws IllegalArgumentException with a sentence, if there is no such trunk
   */
  public static BenchModel named(String name) {
    for (Backbone backbone : Backbone.values()) {
      if (backbone.id().equals(name)) {
        return new BenchModel(name, backbone.architecture(input(backbone), TASKS));
      }
    }
    throw new IllegalArgumentException(
        "--model is '"
            + name
            + "'; there are "
            + Arrays.stream(Backbone.values()).map(Backbone::id).toList());
  }

  private static ImageShape input(Backbone backbone) {
    return switch (backbone) {
      case LENET -> new ImageShape(1, 28, 28);
      case ALEXNET -> new ImageShape(3, 224, 224);
      case RESNET18 -> new ImageShape(3, 64, 64);
    };
  }

  /** Random pixels, [count, C, H, W]. */
  public byte[] images(int count, Random random) {
    byte[] images = new byte[count * architecture.input().size()];
    random.nextBytes(images);
    return images;
  }

  /**
   * Random images with random labels for both heads: there is nothing to learn, so gradients never
   * vanish.
   *
   * @param firstOffset of the examples, which come from one partition
   */
  public MiniBatch miniBatch(int count, long firstOffset, Random random) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Label> labels = new ArrayList<>();
      for (Task task : TASKS) {
        labels.add(Label.ofClass(task.name(), random.nextInt(CLASSES.size())));
      }
      SourcePosition position = new SourcePosition("bench", 0, firstOffset + i);
      examples.add(
          new Example(
              Long.toString(position.offset()),
              position,
              0,
              images(1, random),
              new byte[0],
              labels,
              1));
    }
    return MiniBatch.ofFresh(examples);
  }
}
