package io.headwater.learning.model.backbone;

import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Layer.Flatten;
import io.headwater.learning.model.Layer.MaxPool;
import io.headwater.learning.model.Layer.Relu;
import io.headwater.learning.model.Layer.Scale;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Trunk;
import io.headwater.learning.task.ImageShape;
import java.util.List;

/** See {@link Backbone#LENET}. */
record LeNet() implements Form {
  @Override
  public Trunk trunk(ImageShape input) {
    Network network =
        NetworkBuilder.trunk(input.dimensions())
            .then("scale", new Scale())
            .then("conv1", new Convolution(20, 5, 1, 0))
            .then("pool1", new MaxPool(2, 2))
            .then("relu1", new Relu())
            .then("conv2", new Convolution(50, 5, 1, 0))
            .then("pool2", new MaxPool(2, 2))
            .then("relu2", new Relu())
            .then("flatten", new Flatten())
            .then("dense", new Dense(500))
            .then("relu3", new Relu())
            .build();
    return new Trunk(network, List.of("conv1", "relu2"));
  }
}
