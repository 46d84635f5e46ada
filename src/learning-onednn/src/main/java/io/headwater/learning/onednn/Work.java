package io.headwater.learning.onednn;

import io.headwater.learning.model.Layer.BatchNorm;
import io.headwater.learning.model.Network;

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
    return new Work(network.multiplicationCount(), replicate ? threads : 1);
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
}
