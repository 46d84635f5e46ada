package io.headwater.learning.model.backbone;

import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Layer.Dropout;
import io.headwater.learning.model.Layer.Flatten;
import io.headwater.learning.model.Layer.MaxPool;
import io.headwater.learning.model.Layer.Relu;
import io.headwater.learning.model.Layer.Scale;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Trunk;
import io.headwater.learning.task.ImageShape;
import java.util.List;

/**
 * See {@link Backbone#ALEXNET}. Rectifies after pooling, which is the same on fewer values.
 *
 * @param first the first convolution
 * @param width of the dense layers
 */
record AlexNet(Convolution first, int width) implements Form {
  static final AlexNet PUBLISHED = new AlexNet(new Convolution(64, 11, 4, 2), 4096);
  static final AlexNet SMALL = new AlexNet(new Convolution(64, 5, 1, 2), 1024);

  @Override
  public Trunk trunk(ImageShape input) {
    Network network =
        NetworkBuilder.trunk(input.dimensions())
            .then("scale", new Scale())
            .then("conv1", first)
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
            .then("dropout6", new Dropout(0.5))
            .then("dense6", new Dense(width))
            .then("relu6", new Relu())
            .then("dropout7", new Dropout(0.5))
            .then("dense7", new Dense(width))
            .then("relu7", new Relu())
            .build();
    return new Trunk(network, List.of("conv1", "conv2", "relu5"));
  }
}
