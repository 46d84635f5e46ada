package io.headwater.learning.model.backbone;

import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Layer.Add;
import io.headwater.learning.model.Layer.BatchNorm;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.GlobalAveragePool;
import io.headwater.learning.model.Layer.MaxPool;
import io.headwater.learning.model.Layer.Relu;
import io.headwater.learning.model.Layer.Scale;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.task.ImageShape;

/** See {@link Backbone#RESNET18}. Nodes are named as in "stage2/block1/conv2". */
final class ResNet18 {
  private static final int[] STAGE_CHANNELS = {64, 128, 256, 512};
  private static final int BLOCKS = 2;

  private final NetworkBuilder network;

  private ResNet18(ImageShape input) {
    network = NetworkBuilder.trunk(input.dimensions());
  }

  static Network trunk(ImageShape input) {
    ResNet18 network = new ResNet18(input);
    String previous = network.stem();
    int channels = STAGE_CHANNELS[0];
    for (int stage = 1; stage <= STAGE_CHANNELS.length; stage++) {
      int outputs = STAGE_CHANNELS[stage - 1];
      for (int block = 1; block <= BLOCKS; block++) {
        int stride = stage > 1 && block == 1 ? 2 : 1;
        String name = "stage" + stage + "/block" + block + "/";
        previous = network.basicBlock(name, previous, channels, outputs, stride);
        channels = outputs;
      }
    }
    return network.network.then("pool", new GlobalAveragePool(), previous).build();
  }

  private String stem() {
    String scaled = add("scale", new Scale(), network.last());
    String normalised = normalisedConvolution("stem/", "", scaled, 64, 7, 2);
    String rectified = add("stem/relu", new Relu(), normalised);
    return add("stem/pool", new MaxPool(3, 2, 1), rectified);
  }

  /**
   * He et al., figure 2 and section 3.3, option B: two 3x3 convolutions whose sum with the input is
   * rectified; where the shape changes, the input goes through a 1x1 convolution.
   */
  private String basicBlock(String block, String input, int channels, int outputs, int stride) {
    String first = normalisedConvolution(block, "1", input, outputs, 3, stride);
    String rectified = add(block + "relu1", new Relu(), first);
    String second = normalisedConvolution(block, "2", rectified, outputs, 3, 1);
    String shortcut =
        channels == outputs
            ? input
            : normalisedConvolution(block + "shortcut/", "", input, outputs, 1, stride);
    String sum = add(block + "add", new Add(), second, shortcut);
    return add(block + "relu2", new Relu(), sum);
  }

  /** Without a bias, which the normalisation would take away again. */
  private String normalisedConvolution(
      String prefix, String suffix, String input, int outputs, int kernel, int stride) {
    Convolution convolution = new Convolution(outputs, kernel, stride, kernel / 2, false);
    String convolved = add(prefix + "conv" + suffix, convolution, input);
    return add(prefix + "norm" + suffix, new BatchNorm(), convolved);
  }

  private String add(String name, Layer layer, String... inputs) {
    return network.then(name, layer, inputs).last();
  }
}
