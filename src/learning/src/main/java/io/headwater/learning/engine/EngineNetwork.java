package io.headwater.learning.engine;

import io.headwater.learning.optimise.Update;
import java.util.List;
import java.util.Map;

/**
 * One network with its parameters and optimiser, held by an engine. Used by one thread. The order
 * of use in a step is forward, backward, update; arrays are row-major with the mini-batch as their
 * first dimension, and belong to the caller.
 */
public interface EngineNetwork extends AutoCloseable {
  /**
   * Runs a trunk on images.
   *
   * @param images unsigned bytes [count, C, H, W]
   * @return features [count, F]
   */
  double[] forward(byte[] images, int count, Mode mode);

  /**
   * Runs a head.
   *
   * @param inputs one array [count, size of the input] for each of the network's inputs, in order
   * @return raw outputs [count, size of the output]
   */
  double[] forward(List<double[]> inputs, int count, Mode mode);

  /**
   * Computes the gradients of the parameters, replacing those of the last call, for the inputs of
   * the last forward, which was in {@link Mode#TRAINING}.
   *
   * @param outputGradient dLoss/dOutput, of the shape of the output
   * @return dLoss/dInput for each input, in order; empty for a network that reads images
   */
  List<double[]> backward(double[] outputGradient);

  /** Sum of the squares of all gradients of the last backward. */
  double gradientSquareSum();

  /** Gradient by parameter name, of the last backward. */
  Map<String, Tensor> gradients();

  /**
   * Takes one step of the optimiser along the gradients of the last backward, and moves the running
   * statistics by those of the last forward.
   */
  void update(Update update);

  /** A copy of the complete state. */
  NetworkState state();

  /**
   * Copies the complete state as quickly as can be, as training stands still meanwhile. The copy
   * outlives this network.
   */
  default Captured<NetworkState> captureState() {
    return Captured.of(state());
  }

  @Override
  void close();
}
