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

/** See {@link Backbone#LENET}. */
final class LeNet {
  private LeNet() {}

  static Network trunk(ImageShape input) {
    return Chain.trunk(
        input,
        List.of(
            Map.entry("scale", new Scale()),
            Map.entry("conv1", new Convolution(20, 5, 1, 0)),
            Map.entry("pool1", new MaxPool(2, 2)),
            Map.entry("relu1", new Relu()),
            Map.entry("conv2", new Convolution(50, 5, 1, 0)),
            Map.entry("pool2", new MaxPool(2, 2)),
            Map.entry("relu2", new Relu()),
            Map.entry("flatten", new Flatten()),
            Map.entry("dense", new Dense(500)),
            Map.entry("relu3", new Relu())));
  }
}
