package io.headwater.learning.engine;

import io.headwater.learning.model.Network;

/**
 * Runs networks. Found by name through {@link java.util.ServiceLoader}; every engine passes the
 * same contract tests, and all of them give the same numbers but for rounding.
 */
public interface Engine {
  /** The name in configuration, such as "dl4j". */
  String name();

  /** Loads what the engine needs, and says what it runs on. */
  EngineDescription describe();

  /**
   * A network ready to run, that starts from the given state.
   *
   * @throws IllegalArgumentException if the state's parameters don't fit the network
   */
  EngineNetwork open(Network network, NetworkState state, Adam optimiser, Precision precision);
}
