package io.headwater.learning.model;

import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Layer.Flatten;
import io.headwater.learning.model.Layer.MaxPool;
import io.headwater.learning.model.Layer.Relu;
import io.headwater.learning.model.Layer.Scale;
import io.headwater.learning.task.ImageShape;
import java.util.List;
import java.util.Map;

/** See {@link Backbone#ALEXNET}. Rectifies after pooling, which is the same on fewer values. */
final class AlexNet {
  private AlexNet() {}

  static Network trunk(ImageShape input) {
    return Chain.trunk(
        input,
        List.of(
            Map.entry("scale", new Scale()),
            Map.entry("conv1", new Convolution(64, 11, 4, 2)),
            Map.entry("pool1", new MaxPool(3, 2)),
            Map.entry("relu1", new Relu()),
            Map.entry("conv2", new Convolution(192, 5, 1, 2)),
            Map.entry("pool2", new MaxPool(3, 2)),
            Map.entry("relu2", new Relu()),
            Map.entry("conv3", new Convolution(384, 3, 1, 1)),
            Map.entry("relu3", new Relu()),
            Map.entry("conv4", new Convolution(256, 3, 1, 1)),
            Map.entry("relu4", new Relu()),
            Map.entry("conv5", new Convolution(256, 3, 1, 1)),
            Map.entry("pool5", new MaxPool(3, 2)),
            Map.entry("relu5", new Relu()),
            Map.entry("flatten", new Flatten()),
            Map.entry("dense6", new Dense(4096)),
            Map.entry("relu6", new Relu()),
            Map.entry("dense7", new Dense(4096)),
            Map.entry("relu7", new Relu())));
  }
}
