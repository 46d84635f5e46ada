package io.headwater.learning.engine;

import io.headwater.learning.model.Network;

/**
 * An engine of plain loops over doubles, to read and to compare with. With {@link Precision#FLOAT}
 * what it keeps between steps is rounded to floats.
 */
public final class PlainJavaEngine implements Engine {
  @Override
  public String name() {
    return "plain-java";
  }

  @Override
  public EngineDescription describe() {
    return new EngineDescription("plain Java loops", "cpu");
  }

  @Override
  public EngineNetwork open(
      Network network, NetworkState state, Adam optimiser, Precision precision) {
    state.requireFits(network);
    return new PlainJavaNetwork(network, state, optimiser, precision);
  }
}
