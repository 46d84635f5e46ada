package io.headwater.learning.model.backbone;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Trunk;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The published architectures that can serve as a trunk. */
public enum Backbone {
  /**
   * LeNet in the Caffe form: convolution 5x5 to 20, pool, convolution 5x5 to 50, pool, dense 500.
   * LeCun et al., "Gradient-based learning applied to document recognition", 1998. Smallest input:
   * 16x16.
   */
  LENET(LeNet::trunk, "conv1", "relu2"),

  /**
   * AlexNet in the form of one tower: convolution 11x11 by 4 to 64, pool, 5x5 to 192, pool, 3x3 to
   * 384, 256 and 256, pool, two dense of 4096. Krizhevsky, "One weird trick for parallelizing
   * convolutional neural networks", 2014, as torchvision has it, but without dropout. Smallest
   * input: 63x63; published for 224x224.
   */
  ALEXNET(AlexNet::trunk, "conv1", "conv2", "relu5"),

  /**
   * ResNet-18: convolution 7x7 by 2 to 64, pool, four stages of two basic blocks with 64 to 512
   * channels, global average. He et al., "Deep residual learning for image recognition", 2015,
   * table 1, as torchvision has it. Takes images of any size; published for 224x224.
   */
  RESNET18(
      ResNet18::trunk,
      "stem/relu",
      "stage1/block2/relu2",
      "stage2/block2/relu2",
      "stage4/block2/relu2");

  private static final ImageShape PUBLISHED = new ImageShape(3, 224, 224);

  private final Function<ImageShape, Network> trunk;
  private final List<String> maps;

  /**
   * @param maps that heads may read, from the finest to the coarsest
   */
  Backbone(Function<ImageShape, Network> trunk, String... maps) {
    this.trunk = trunk;
    this.maps = List.of(maps);
  }

  /** The trunk for images of that shape; its output is a vector of features. */
  public Trunk trunk(ImageShape input) {
    return new Trunk(trunk.apply(input), maps);
  }

  /** The trunk with the usual head for each task. */
  public Architecture architecture(ImageShape input, List<Task> tasks) {
    return architecture(input, tasks, Map.of());
  }

  /**
   * The trunk with a head for each task.
   *
   * @param heads kinds by task name; the usual for a task that has none
   */
  public Architecture architecture(
      ImageShape input, List<Task> tasks, Map<String, HeadKind> heads) {
    return Architecture.of(trunk(input), input, tasks, heads);
  }

  /** See {@link Network#leastImages()}: the same for every input. */
  public int leastImages() {
    return trunk(PUBLISHED).network().leastImages();
  }

  /** The name in configuration. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
