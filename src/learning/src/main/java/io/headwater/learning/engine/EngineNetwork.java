package io.headwater.learning.engine;

import io.headwater.learning.optimise.Update;
import java.util.List;
import java.util.Map;

/**
 * One network with its parameters and optimiser, held by an engine. Used by one thread. The order
 * of use in a step is forward, backward, update. What passes between two networks of one engine
 * stays in the engine's memory.
 */
public interface EngineNetwork extends AutoCloseable {
  /**
   * Runs the network.
   *
   * @param inputs one for each of the network's inputs, in order
   * @throws IllegalArgumentException if an input has not as many numbers as the pass has examples
   */
  void forward(List<Feed> inputs, Pass pass);

  /** What the last forward gave for the output of that index, [count, size of the output]. */
  EngineRows output(int index);

  /**
   * Computes the gradients of the parameters, replacing those of the last call, for the inputs of
   * the last forward, which was in {@link Mode#TRAINING}; once for each forward.
   *
   * @param parts of dLoss/dOutput; 0 for an output that has none
   */
  void backward(List<OutputGradient> parts);

  /**
   * What the last backward gave for the input of that index, [count, size of the input]:
   * dLoss/dInput.
   *
   * @throws IllegalArgumentException if the input is of bytes
   */
  EngineRows inputGradient(int index);

  /** Sum of the squares of all gradients of the last backward. */
  double gradientSquareSum();

  /** Gradient by parameter name, of the last backward. */
  Map<String, Tensor> gradients();

  /**
   * Puts the gradients of the last backward aside, with the observations of its forward, so that
   * several can be combined. The network is then without gradients until the next backward or
   * {@link #combineGradients}.
   *
   * @param slot from 0, without gaps
   */
  void keepGradients(int slot);

  /**
   * Inner products of the gradients that were put aside, [slots, slots].
   *
   * @param slots how many, from the first on
   */
  double[][] gramMatrix(int slots);

  /**
   * Replaces the gradients by a sum of those that were put aside; the next update moves the running
   * statistics by the observations of each of them in turn.
   *
   * @param coefficients one for each slot, from the first on
   */
  void combineGradients(double[] coefficients);

  /**
   * As {@link #combineGradients(double[])}, but what is put aside, times the coefficients, becomes
   * one gradient by the rule.
   */
  void combineGradients(double[] coefficients, ElementRule rule);

  /**
   * Takes one step of the optimiser along the gradients, and moves the running statistics by what
   * was observed.
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

  /**
   * Goes on from another state, of which it takes a copy.
   *
   * @throws IllegalArgumentException if the state does not fit the network and its optimiser
   */
  void load(NetworkState state);

  @Override
  void close();
}
