package io.headwater.learning.engine;

import io.headwater.learning.model.Network;
import io.headwater.learning.optimise.Optimiser;

/**
 * Runs networks. Found by name through {@link java.util.ServiceLoader}; every engine passes the
 * same contract tests, and all of them give the same numbers but for rounding.
 */
public interface Engine {
  /** The name in configuration, such as "dl4j". */
  String name();

  /** How well the engine suits this machine. Looks without loading anything big. */
  Suitability suitability();

  /** Loads what the engine needs, and says what it runs on. */
  EngineDescription describe();

  /**
   * A network ready to run, that starts from a copy of the given state: its tensors may lie in
   * memory that is used otherwise when this returns.
   *
   * @throws IllegalArgumentException if the state's parameters don't fit the network, or the engine
   *     does not compute in that precision
   */
  EngineNetwork open(Network network, NetworkState state, Optimiser optimiser, Precision precision);

  /**
   * A piece of a network as a network of its own, to try the kernels of the whole.
   *
   * @param whole the network in use: where the engine shares out work among threads by how much
   *     there is, it does so as for the whole
   * @throws IllegalArgumentException likewise
   */
  default EngineNetwork openPart(
      Network part, Network whole, NetworkState state, Optimiser optimiser, Precision precision) {
    return open(part, state, optimiser, precision);
  }
}
