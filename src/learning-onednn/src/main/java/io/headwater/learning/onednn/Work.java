package io.headwater.learning.onednn;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Layer.BatchNorm;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import java.util.List;
import java.util.Map;

/**
 * How much there is to compute, and how it is shared out among threads.
 *
 * @param products multiplications of a forward pass, for each example
 * @param replicas into how many parts mini-batches are cut, each for a thread of its own; 1 if the
 *     kernels themselves are to share their work
 */
record Work(long products, int replicas) {
  /** What a thread must have to do to be worth waking. */
  private static final long WORTH_A_THREAD = 4_000_000;

  /** Each replica has gradients of its own, which are to stay small beside the activations. */
  private static final long MOST_PARAMETERS = 8_000_000;

  static Work of(Network network, int threads) {
    boolean mixesExamples =
        network.nodes().stream().anyMatch(node -> node.layer() instanceof BatchNorm);
    boolean replicate = !mixesExamples && network.parameterCount() <= MOST_PARAMETERS;
    return new Work(products(network), replicate ? threads : 1);
  }

  /** Into how many parts a mini-batch is cut. */
  int parts(int count) {
    return (int)
        Math.max(1, Math.min(Math.min(replicas, count), products * count / WORTH_A_THREAD));
  }

  /** How many threads each kernel uses. */
  int threadsOfKernels(int count, int threads) {
    return replicas > 1 || products * count < WORTH_A_THREAD ? 1 : threads;
  }

  private static long products(Network network) {
    Map<String, List<Integer>> shapes = network.shapes();
    long products = 0;
    for (Node node : network.nodes()) {
      List<Integer> output = requireNonNull(shapes.get(node.name()));
      List<Integer> input = requireNonNull(shapes.get(node.inputs().get(0)));
      if (node.layer() instanceof Convolution layer) {
        products += (long) Tensor.size(output) * input.get(0) * layer.window().size() / layer.groups();
      } else if (node.layer() instanceof Dense) {
        products += (long) Tensor.size(output) * Tensor.size(input);
      }
    }
    return products;
  }
}
