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
 * A trunk with two heads of {@value #CLASSES} classes, at the size of images that it is for.
 * Without dropout, so that one that is right can be told from one that is not.
 */
public record BenchModel(Backbone backbone, Architecture architecture) {
  /** How many classes each head has. */
  public static final int CLASSES = 10;

  private static final List<String> NAMES =
      IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
  private static final List<Task> TASKS =
      List.of(
          new Task("first", TaskKind.CLASSIFICATION, 0.5, NAMES),
          new Task("second", TaskKind.CLASSIFICATION, 0.5, NAMES));

  /**
   * @throws IllegalArgumentException with a sentence, if there is no such trunk
   */
  public static BenchModel named(String name) {
    for (Backbone backbone : Backbone.values()) {
      if (backbone.id().equals(name)) {
        return of(backbone, input(backbone));
      }
    }
    throw new IllegalArgumentException(
        "--model is '"
            + name
            + "'; there are "
            + Arrays.stream(Backbone.values()).map(Backbone::id).toList());
  }

  /** That trunk for images of that shape. */
  public static BenchModel of(Backbone backbone, ImageShape input) {
    return new BenchModel(backbone, backbone.architecture(input, TASKS).withoutDropout());
  }

  private static ImageShape input(Backbone backbone) {
    return switch (backbone) {
      case LENET -> new ImageShape(1, 28, 28);
      case ALEXNET -> new ImageShape(3, 224, 224);
      case INCEPTION_V3 -> new ImageShape(3, 75, 75);
      case VGG11,
          VGG11_BN,
          VGG16,
          VGG16_BN,
          GOOGLENET,
          RESNET18,
          RESNET50,
          RESNET152,
          REGNETX_400MF ->
          new ImageShape(3, 64, 64);
      case ALEXNET_SMALL,
          VGG11_SMALL,
          VGG11_BN_SMALL,
          VGG16_SMALL,
          VGG16_BN_SMALL,
          GOOGLENET_SMALL,
          INCEPTION_V3_SMALL,
          RESNET18_SMALL,
          RESNET50_SMALL,
          RESNET152_SMALL,
          REGNETX_400MF_SMALL ->
          new ImageShape(3, 32, 32);
    };
  }

  /** The trunk's, such as "lenet". */
  public String name() {
    return backbone.id();
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
    List<byte[]> images = new ArrayList<>();
    int[][] labels = new int[TASKS.size()][count];
    for (int n = 0; n < count; n++) {
      images.add(images(1, random));
      for (int[] each : labels) {
        each[n] = random.nextInt(CLASSES);
      }
    }
    return miniBatch(images, labels, firstOffset);
  }

  /**
   * Those images.
   *
   * @param images [C, H, W] of each
   * @param labels class of each for both heads, [2][count]
   * @param firstOffset of the examples, which come from one partition
   */
  public static MiniBatch miniBatch(List<byte[]> images, int[][] labels, long firstOffset) {
    List<Example> examples = new ArrayList<>();
    for (int n = 0; n < images.size(); n++) {
      List<Label> ofBoth = new ArrayList<>();
      for (int t = 0; t < labels.length; t++) {
        ofBoth.add(Label.ofClass(TASKS.get(t).name(), labels[t][n]));
      }
      SourcePosition position = new SourcePosition("bench", 0, firstOffset + n);
      examples.add(
          new Example(
              Long.toString(position.offset()),
              position,
              0,
              images.get(n),
              new byte[0],
              ofBoth,
              1));
    }
    return MiniBatch.ofFresh(examples);
  }
}
