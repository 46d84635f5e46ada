package io.headwater.learning.model;

import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Layer.Flatten;
import io.headwater.learning.model.Layer.MaxPool;
import io.headwater.learning.model.Layer.Relu;
import io.headwater.learning.model.Layer.Scale;
import io.headwater.learning.task.ImageShape;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The published architectures that can serve as a trunk. */
public enum Backbone {
  /**
   * LeNet in the Caffe form: convolution 5x5 to 20, pool, convolution 5x5 to 50, pool, dense 500.
   * LeCun et al., "Gradient-based learning applied to document recognition", 1998. Smallest input:
   * 16x16.
   */
  LENET {
    @Override
    Network trunk(ImageShape input) {
      return chain(
          input,
          Map.entry("scale", new Scale()),
          Map.entry("conv1", new Convolution(20, 5, 1, 0)),
          Map.entry("pool1", new MaxPool(2, 2)),
          Map.entry("relu1", new Relu()),
          Map.entry("conv2", new Convolution(50, 5, 1, 0)),
          Map.entry("pool2", new MaxPool(2, 2)),
          Map.entry("relu2", new Relu()),
          Map.entry("flatten", new Flatten()),
          Map.entry("dense", new Dense(500)),
          Map.entry("relu3", new Relu()));
    }
  };

  abstract Network trunk(ImageShape input);

  /** The name in configuration. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  @SafeVarargs
  private static Network chain(ImageShape input, Map.Entry<String, ? extends Layer>... layers) {
    return Chain.from(
        Architecture.TRUNK,
        Architecture.IMAGE,
        List.of(input.channels(), input.height(), input.width()),
        List.of(layers));
  }
}
