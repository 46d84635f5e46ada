package io.headwater.learning.model.backbone;

import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Layer.Flatten;
import io.headwater.learning.model.Layer.MaxPool;
import io.headwater.learning.model.Layer.Relu;
import io.headwater.learning.model.Layer.Scale;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.task.ImageShape;

/** See {@link Backbone#ALEXNET}. Rectifies after pooling, which is the same on fewer values. */
final class AlexNet {
  private AlexNet() {}

  static Network trunk(ImageShape input) {
    return NetworkBuilder.trunk(input.dimensions())
        .then("scale", new Scale())
        .then("conv1", new Convolution(64, 11, 4, 2))
        .then("pool1", new MaxPool(3, 2))
        .then("relu1", new Relu())
        .then("conv2", new Convolution(192, 5, 1, 2))
        .then("pool2", new MaxPool(3, 2))
        .then("relu2", new Relu())
        .then("conv3", new Convolution(384, 3, 1, 1))
        .then("relu3", new Relu())
        .then("conv4", new Convolution(256, 3, 1, 1))
        .then("relu4", new Relu())
        .then("conv5", new Convolution(256, 3, 1, 1))
        .then("pool5", new MaxPool(3, 2))
        .then("relu5", new Relu())
        .then("flatten", new Flatten())
        .then("dense6", new Dense(4096))
        .then("relu6", new Relu())
        .then("dense7", new Dense(4096))
        .then("relu7", new Relu())
        .build();
  }
}
