package io.headwater.learning.model.backbone;

import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Layer.BatchNorm;
import io.headwater.learning.model.Layer.Concatenate;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Relu;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Window;

/**
 * Writes down modules of parallel branches, whose channels are put one after another: Szegedy et
 * al., "Going deeper with convolutions", 2014, section 4. Each convolution has no bias, and is
 * normalised (with an epsilon of 1e-3, as published) and rectified.
 */
final class ModuleBuilder {
  private final NetworkBuilder network;

  ModuleBuilder(NetworkBuilder network) {
    this.network = network;
  }

  static Convolution square(int outputs, int kernel) {
    return new Convolution(outputs, kernel, 1, kernel / 2, false);
  }

  /** Where the window fits as a whole. */
  static Convolution half(int outputs, int kernel) {
    return new Convolution(outputs, kernel, 2, 0, false);
  }

  static Convolution oblong(int outputs, int height, int width) {
    return new Convolution(outputs, Window.same(height, width), 1, false);
  }

  /** Adds convolutions, one on another, that are named NAME1 and so on; returns the last. */
  String chain(String name, String input, Convolution... convolutions) {
    String last = input;
    for (int i = 0; i < convolutions.length; i++) {
      last = convolution(name + (i + 1), last, convolutions[i]);
    }
    return last;
  }

  String convolution(String name, String input, Convolution convolution) {
    return network
        .then(name + "/conv", convolution, input)
        .then(name + "/norm", new BatchNorm(1e-3, 0.1))
        .then(name + "/relu", new Relu())
        .last();
  }

  String add(String name, String input, Layer layer) {
    return network.then(name, layer, input).last();
  }

  String join(String name, String... branches) {
    return network.then(name, new Concatenate(), branches).last();
  }
}
