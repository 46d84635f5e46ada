package io.headwater.bench.engine;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import java.util.List;
import java.util.Map;

/**
 * Floating-point operations of the convolutions and matrix products of a step, two for a
 * multiplication and addition: forward, gradient of the weights, and gradient of the input, which
 * nobody needs of a layer that reads the image.
 */
record StepFlops(double perImage) {
  private static final int PER_MULTIPLY_ADD = 2;

  static StepFlops of(Architecture architecture) {
    double flops = 0;
    for (Network network : architecture.networks()) {
      boolean readsImage = network.name().equals(Architecture.TRUNK);
      for (Node node : network.nodes()) {
        double forward = PER_MULTIPLY_ADD * multiplyAdds(network, node);
        if (forward > 0) {
          flops += readsImage ? 2 * forward : 3 * forward;
          readsImage = false;
        }
      }
    }
    return new StepFlops(flops);
  }

  private static double multiplyAdds(Network network, Node node) {
    Map<String, List<Integer>> shapes = network.shapes();
    List<Integer> input = requireNonNull(shapes.get(node.inputs().get(0)));
    List<Integer> output = requireNonNull(shapes.get(node.name()));
    if (node.layer() instanceof Convolution convolution) {
      double outputs = (double) output.get(0) * output.get(1) * output.get(2);
      return outputs * input.get(0) * convolution.kernel() * convolution.kernel();
    }
    if (node.layer() instanceof Dense dense) {
      return (double) input.get(0) * dense.outputs();
    }
    return 0;
  }
}
