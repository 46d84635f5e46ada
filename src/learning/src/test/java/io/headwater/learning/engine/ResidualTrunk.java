package io.headwater.learning.engine;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import io.headwater.learning.model.Port;
import io.headwater.learning.task.ImageShape;
import java.util.List;
import java.util.Map;

/** A small residual network, of the layers that a LeNet lacks. */
public final class ResidualTrunk {
  private ResidualTrunk() {}

  /** A model on it, with a head for each of {@link FourTasks}. */
  public static Architecture architecture(ImageShape input) {
    return Architecture.of(of(input), input, FourTasks.ALL);
  }

  /** One block with its input as shortcut, one with a projection; 10 features. */
  public static Network of(ImageShape input) {
    return new Network(
        Architecture.TRUNK,
        Map.of(Port.IMAGE, Input.bytes(input.dimensions())),
        List.of(
            node("scale", new Layer.Scale(), Port.IMAGE),
            node("conv", convolution(6, 3, 1), "scale"),
            node("norm", new Layer.BatchNorm(), "conv"),
            node("relu", new Layer.Relu(), "norm"),
            node("pool", new Layer.MaxPool(3, 2, 1), "relu"),
            node("a/conv", convolution(6, 3, 1), "pool"),
            node("a/norm", new Layer.BatchNorm(1e-3, 0.3), "a/conv"),
            node("a/add", new Layer.Add(), "a/norm", "pool"),
            node("a/relu", new Layer.Relu(), "a/add"),
            node("b/conv1", convolution(10, 3, 2), "a/relu"),
            node("b/norm1", new Layer.BatchNorm(), "b/conv1"),
            node("b/relu1", new Layer.Relu(), "b/norm1"),
            node("b/conv2", convolution(10, 3, 1), "b/relu1"),
            node("b/norm2", new Layer.BatchNorm(), "b/conv2"),
            node("b/shortcut", convolution(10, 1, 2), "a/relu"),
            node("b/shortcut-norm", new Layer.BatchNorm(), "b/shortcut"),
            node("b/add", new Layer.Add(), "b/norm2", "b/shortcut-norm"),
            node("b/relu2", new Layer.Relu(), "b/add"),
            node("average", new Layer.GlobalAveragePool(), "b/relu2")));
  }

  private static Layer convolution(int outputs, int kernel, int stride) {
    return new Layer.Convolution(outputs, kernel, stride, kernel / 2, false);
  }

  private static Node node(String name, Layer layer, String... inputs) {
    return new Node(name, layer, List.of(inputs));
  }
}
