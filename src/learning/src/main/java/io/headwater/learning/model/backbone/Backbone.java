package io.headwater.learning.model.backbone;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.Trunk;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The published architectures that can serve as a trunk. What is named ..._SMALL is not published
 * so: it is the form for images of 28 to 64 pixels, in which less is thrown away at the beginning.
 * Table of all: src/docs/backbones.md.
 */
public enum Backbone {
  /**
   * LeNet in the Caffe form: convolution 5x5 to 20, pool, convolution 5x5 to 50, pool, dense 500.
   * LeCun et al., "Gradient-based learning applied to document recognition", 1998. For 28x28.
   */
  LENET(new LeNet(), 16, 28),

  /**
   * AlexNet in the form of one tower: convolution 11x11 by 4 to 64, pool, 5x5 to 192, pool, 3x3 to
   * 384, 256 and 256, pool, two dense of 4096, with dropout before each. Krizhevsky, "One weird
   * trick for parallelizing convolutional neural networks", 2014, as torchvision has it.
   */
  ALEXNET(AlexNet.PUBLISHED, 63, 224),

  /** With a first convolution of 5x5 by 1, and two dense layers of 1024. */
  ALEXNET_SMALL(AlexNet.SMALL, 15, 64),

  /**
   * VGG in configuration A: eight convolutions 3x3 with 64 to 512 channels in five stages, each of
   * which ends in a pool, and two dense of 4096, with dropout after each. Simonyan and Zisserman,
   * "Very deep convolutional networks for large-scale image recognition", 2014, table 1.
   */
  VGG11(Vgg.with11Layers(), 32, 224),

  /** Normalised after each convolution, as torchvision has it. */
  VGG11_BN(Vgg.with11Layers().withBatchNorm(), 32, 224),

  /** With pools that take in the edge, a mean in place of the last, two dense layers of 512. */
  VGG11_SMALL(Vgg.with11Layers().ofSmallImages(), 9, 64),

  /** Likewise. */
  VGG11_BN_SMALL(Vgg.with11Layers().withBatchNorm().ofSmallImages(), 9, 64),

  /** VGG in configuration D, of thirteen convolutions. */
  VGG16(Vgg.with16Layers(), 32, 224),

  /** Normalised after each convolution, as torchvision has it. */
  VGG16_BN(Vgg.with16Layers().withBatchNorm(), 32, 224),

  /** As {@link #VGG11_SMALL}. */
  VGG16_SMALL(Vgg.with16Layers().ofSmallImages(), 9, 64),

  /** Likewise. */
  VGG16_BN_SMALL(Vgg.with16Layers().withBatchNorm().ofSmallImages(), 9, 64),

  /**
   * GoogLeNet: three convolutions, nine modules of parallel branches, the mean; two auxiliary
   * classifiers of weight 0.3. Szegedy et al., "Going deeper with convolutions", 2014, as
   * torchvision has it: normalised, with 3x3 in place of 5x5, and pools that take in the edge.
   */
  GOOGLENET(new GoogLeNet(false), 31, 224),

  /** With a first convolution of 3x3 by 1, and no pool after it. */
  GOOGLENET_SMALL(new GoogLeNet(true), 8, 64),

  /**
   * Inception-v3: five convolutions, eleven modules of parallel branches, the mean; an auxiliary
   * classifier of weight 0.4. Szegedy et al., "Rethinking the Inception architecture for computer
   * vision", 2015, as torchvision has it.
   */
  INCEPTION_V3(new InceptionV3(false), 75, 299),

  /** With first convolutions that keep the size of the image, and padded pools after them. */
  INCEPTION_V3_SMALL(new InceptionV3(true), 25, 64),

  /**
   * ResNet-18: convolution 7x7 by 2 to 64, pool, four stages of two basic blocks with 64 to 512
   * channels, the mean. He et al., "Deep residual learning for image recognition", 2015, table 1,
   * as torchvision has it. Takes images of any size.
   */
  RESNET18(ResNet.with18Layers(), 1, 224),

  /** With a first convolution of 3x3 by 1, and no pool after it. */
  RESNET18_SMALL(ResNet.with18Layers().ofSmallImages(), 1, 64),

  /** ResNet-50: bottleneck blocks, 3, 4, 6 and 3 of them, with 256 to 2048 channels. */
  RESNET50(ResNet.with50Layers(), 1, 224),

  /** As {@link #RESNET18_SMALL}. */
  RESNET50_SMALL(ResNet.with50Layers().ofSmallImages(), 1, 64),

  /** ResNet-152: bottleneck blocks, 3, 8, 36 and 3 of them. */
  RESNET152(ResNet.with152Layers(), 1, 224),

  /** As {@link #RESNET18_SMALL}. */
  RESNET152_SMALL(ResNet.with152Layers().ofSmallImages(), 1, 64),

  /**
   * RegNetX-400MF: convolution 3x3 by 2 to 32, four stages of 1, 2, 7 and 12 blocks with 32 to 400
   * channels, whose 3x3 convolutions are in groups of 16, the mean. Radosavovic et al., "Designing
   * network design spaces", 2020, as torchvision has it. Small and quick on CPUs: decision 33.
   */
  REGNETX_400MF(ResNet.regNetX400Mf(), 1, 224),

  /** With a first convolution and a first stage that keep the size of the image. */
  REGNETX_400MF_SMALL(ResNet.regNetX400Mf().ofSmallImages(), 1, 64);

  private static final String SMALL = "_SMALL";

  final Form form;
  private final int smallest;
  private final int usual;

  /**
   * @param smallest side of an image
   * @param usual side of an image: the published one, or the largest that a small form is for
   */
  Backbone(Form form, int smallest, int usual) {
    this.form = form;
    this.smallest = smallest;
    this.usual = usual;
  }

  /**
   * The trunk for images of that shape; its output is a vector of features.
   *
   * @throws IllegalArgumentException if they are too small
   */
  public Trunk trunk(ImageShape input) {
    objection(input)
        .ifPresent(
            objection -> {
              throw new IllegalArgumentException(
                  "an image of " + input + " is too small: " + objection);
            });
    return form.trunk(input);
  }

  /** Why images of that shape can't be taken, and what takes them; empty if they can. */
  public Optional<String> objection(ImageShape input) {
    if (Math.min(input.height(), input.width()) >= smallest) {
      return Optional.empty();
    }
    String least = "the backbone %s takes %dx%d or more".formatted(id(), smallest, smallest);
    return Optional.of(
        small()
            .map(other -> "%s; for 28 to 64 pixels there is %s".formatted(least, other.id()))
            .orElse(least));
  }

  /** Least height and width of an image. */
  public int smallest() {
    return smallest;
  }

  /** The published side of an image or, of a form for small ones, the largest that it is for. */
  public int usual() {
    return usual;
  }

  /** The form for small images, if it is another one. */
  public Optional<Backbone> small() {
    return Arrays.stream(values()).filter(other -> other.name().equals(name() + SMALL)).findFirst();
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

  /** See {@link io.headwater.learning.model.Network#leastImages()}: the same for every input. */
  public int leastImages() {
    return trunk(new ImageShape(3, usual, usual)).network().leastImages();
  }

  /** The name in configuration. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
