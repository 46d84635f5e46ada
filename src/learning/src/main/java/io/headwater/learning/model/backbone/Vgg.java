package io.headwater.learning.model.backbone;

import io.headwater.learning.model.Initialiser;
import io.headwater.learning.model.Layer.BatchNorm;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Layer.Dropout;
import io.headwater.learning.model.Layer.Flatten;
import io.headwater.learning.model.Layer.GlobalAveragePool;
import io.headwater.learning.model.Layer.MaxPool;
import io.headwater.learning.model.Layer.Relu;
import io.headwater.learning.model.Layer.Scale;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Trunk;
import io.headwater.learning.model.Window;
import io.headwater.learning.task.ImageShape;
import java.util.List;

/**
 * See {@link Backbone#VGG11}. Nodes are named as in "stage2/conv1". Heads read the maps of all
 * stages but the first, whose are as large as the image.
 *
 * @param convolutions how many of 3x3 each stage has before its pool
 * @param normalised whether each is followed by a batch normalisation
 * @param small whether pools take in what is left at the edge, the last one takes the mean of all,
 *     and the dense layers have 512 outputs
 */
record Vgg(List<Integer> convolutions, boolean normalised, boolean small) implements Form {
  private static final List<Integer> CHANNELS = List.of(64, 128, 256, 512, 512);
  private static final List<Integer> OF_11 = List.of(1, 1, 2, 2, 2);
  private static final List<Integer> OF_16 = List.of(2, 2, 3, 3, 3);

  Vgg {
    convolutions = List.copyOf(convolutions);
  }

  static Vgg with11Layers() {
    return new Vgg(OF_11, false, false);
  }

  static Vgg with16Layers() {
    return new Vgg(OF_16, false, false);
  }

  Vgg withBatchNorm() {
    return new Vgg(convolutions, true, small);
  }

  Vgg ofSmallImages() {
    return new Vgg(convolutions, normalised, true);
  }

  @Override
  public Trunk trunk(ImageShape input) {
    NetworkBuilder network =
        NetworkBuilder.trunk(input.dimensions())
            .then("scale", new Scale())
            .weightsFrom(new Initialiser.HeNormal(Initialiser.Fan.OUT));
    for (int stage = 1; stage <= CHANNELS.size(); stage++) {
      addStage(network, stage);
    }
    network.weightsFrom(new Initialiser.Normal(0.01));
    addDense(network, 6);
    addDense(network, 7);
    List<String> maps = List.of(last(2), last(3), last(4), last(5));
    return new Trunk(network.build(), maps);
  }

  private void addStage(NetworkBuilder network, int stage) {
    for (int index = 1; index <= convolutions.get(stage - 1); index++) {
      network.then(
          "stage" + stage + "/conv" + index, new Convolution(CHANNELS.get(stage - 1), 3, 1, 1));
      if (normalised) {
        network.then("stage" + stage + "/norm" + index, new BatchNorm());
      }
      network.then("stage" + stage + "/relu" + index, new Relu());
    }
    Window half = Window.square(2, 2, 0);
    if (!small) {
      network.then("stage" + stage + "/pool", new MaxPool(half));
    } else if (stage < CHANNELS.size()) {
      network.then("stage" + stage + "/pool", new MaxPool(half.withCeil()));
    }
    if (stage == CHANNELS.size()) {
      network.then("flatten", small ? new GlobalAveragePool() : new Flatten());
    }
  }

  private void addDense(NetworkBuilder network, int index) {
    network
        .then("dense" + index, new Dense(small ? 512 : 4096))
        .then("relu" + index, new Relu())
        .then("dropout" + index, new Dropout(0.5));
  }

  private String last(int stage) {
    return "stage" + stage + "/relu" + convolutions.get(stage - 1);
  }
}
