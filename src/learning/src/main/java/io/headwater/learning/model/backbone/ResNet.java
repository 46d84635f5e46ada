package io.headwater.learning.model.backbone;

import static io.headwater.learning.model.backbone.ResNet.Block.BASIC;
import static io.headwater.learning.model.backbone.ResNet.Block.BOTTLENECK;
import static io.headwater.learning.model.backbone.ResNet.Block.GROUPED;

import io.headwater.learning.model.Initialiser;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Layer.Add;
import io.headwater.learning.model.Layer.BatchNorm;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.GlobalAveragePool;
import io.headwater.learning.model.Layer.MaxPool;
import io.headwater.learning.model.Layer.Relu;
import io.headwater.learning.model.Layer.Scale;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Trunk;
import io.headwater.learning.model.Window;
import io.headwater.learning.task.ImageShape;
import java.util.ArrayList;
import java.util.List;

/**
 * A convolution and stages of residual blocks, then the mean. See {@link Backbone#RESNET18}, {@link
 * Backbone#RESNET50} and {@link Backbone#REGNETX_400MF}. Nodes are named as in
 * "stage2/block1/conv2". Convolutions have no bias, which the normalisation would take away again.
 * Heads read the maps of the stem and of all stages but the third.
 *
 * @param stem the first convolution
 * @param pooled whether a pool follows on it
 * @param firstStride of the first stage; that of all others is 2
 * @param widths of blocks, for each stage
 * @param blocks how many, for each stage
 */
record ResNet(
    Block block,
    Convolution stem,
    boolean pooled,
    int firstStride,
    List<Integer> widths,
    List<Integer> blocks)
    implements Form {
  private static final List<Integer> WIDTHS = List.of(64, 128, 256, 512);
  private static final List<Integer> REGNETX_400MF_WIDTHS = List.of(32, 64, 160, 400);

  /** What is added to a block's input. */
  enum Block {
    /** He et al., figure 5, left. */
    BASIC {
      @Override
      List<Convolution> convolutions(int width, int stride) {
        return List.of(convolution(width, 3, stride), convolution(width, 3, 1));
      }
    },
    /** Figure 5, right; the stride is that of the 3x3, as in torchvision. */
    BOTTLENECK {
      @Override
      List<Convolution> convolutions(int width, int stride) {
        return List.of(
            convolution(width, 1, 1), convolution(width, 3, stride), convolution(4 * width, 1, 1));
      }
    },
    /** Radosavovic et al., figure 4, without a bottleneck, in groups of 16 channels. */
    GROUPED {
      @Override
      List<Convolution> convolutions(int width, int stride) {
        Window window = Window.square(3, stride, 1);
        return List.of(
            convolution(width, 1, 1),
            new Convolution(width, window, width / 16, false),
            convolution(width, 1, 1));
      }
    };

    abstract List<Convolution> convolutions(int width, int stride);

    int outputs(int width) {
      List<Convolution> convolutions = convolutions(width, 1);
      return convolutions.get(convolutions.size() - 1).outputChannels();
    }
  }

  ResNet {
    widths = List.copyOf(widths);
    blocks = List.copyOf(blocks);
  }

  static ResNet with18Layers() {
    return published(BASIC, List.of(2, 2, 2, 2));
  }

  static ResNet with50Layers() {
    return published(BOTTLENECK, List.of(3, 4, 6, 3));
  }

  static ResNet with152Layers() {
    return published(BOTTLENECK, List.of(3, 8, 36, 3));
  }

  private static ResNet published(Block block, List<Integer> blocks) {
    return new ResNet(block, convolution(64, 7, 2), true, 1, WIDTHS, blocks);
  }

  static ResNet regNetX400Mf() {
    return new ResNet(
        GROUPED, convolution(32, 3, 2), false, 2, REGNETX_400MF_WIDTHS, List.of(1, 2, 7, 12));
  }

  /** He et al., section 4.2: the stages begin at the size of the image. */
  ResNet ofSmallImages() {
    return new ResNet(block, convolution(stem.outputChannels(), 3, 1), false, 1, widths, blocks);
  }

  @Override
  public Trunk trunk(ImageShape input) {
    NetworkBuilder network =
        NetworkBuilder.trunk(input.dimensions())
            .weightsFrom(new Initialiser.HeNormal(Initialiser.Fan.OUT))
            .then("scale", new Scale());
    addNormalised(network, "stem/", "", stem, network.last());
    network.then("stem/relu", new Relu());
    List<String> maps = new ArrayList<>(List.of(network.last()));
    if (pooled) {
      network.then("stem/pool", new MaxPool(3, 2, 1));
    }
    int channels = stem.outputChannels();
    for (int stage = 1; stage <= widths.size(); stage++) {
      int width = widths.get(stage - 1);
      for (int index = 1; index <= blocks.get(stage - 1); index++) {
        int stride = index > 1 ? 1 : stage == 1 ? firstStride : 2;
        String name = "stage" + stage + "/block" + index + "/";
        addBlock(network, name, channels, width, stride);
        channels = block.outputs(width);
      }
      if (stage != 3) {
        maps.add(network.last());
      }
    }
    return new Trunk(network.then("pool", new GlobalAveragePool()).build(), maps);
  }

  /**
   * He et al., figure 2 and section 3.3, option B: where the shape changes, the input goes through
   * a 1x1 convolution.
   */
  private void addBlock(NetworkBuilder network, String name, int channels, int width, int stride) {
    String input = network.last();
    List<Convolution> convolutions = block.convolutions(width, stride);
    for (int i = 1; i <= convolutions.size(); i++) {
      addNormalised(network, name, Integer.toString(i), convolutions.get(i - 1), network.last());
      if (i < convolutions.size()) {
        network.then(name + "relu" + i, new Relu());
      }
    }
    String added = network.last();
    String shortcut = input;
    int outputs = block.outputs(width);
    if (channels != outputs || stride > 1) {
      addNormalised(network, name + "shortcut/", "", convolution(outputs, 1, stride), input);
      shortcut = network.last();
    }
    network
        .then(name + "add", new Add(), added, shortcut)
        .then(name + "relu" + convolutions.size(), new Relu());
  }

  private static void addNormalised(
      NetworkBuilder network, String prefix, String suffix, Layer convolution, String input) {
    network
        .then(prefix + "conv" + suffix, convolution, input)
        .then(prefix + "norm" + suffix, new BatchNorm());
  }

  private static Convolution convolution(int outputs, int kernel, int stride) {
    return new Convolution(outputs, kernel, stride, kernel / 2, false);
  }
}
