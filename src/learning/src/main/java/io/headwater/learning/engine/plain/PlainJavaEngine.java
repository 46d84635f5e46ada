package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineDescription;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Suitability;
import io.headwater.learning.model.Network;
import io.headwater.learning.optimise.Optimiser;

/**
 * An engine of plain loops over doubles, to read and to compare with. What it keeps between steps
 * is rounded to floats, other than with {@link Precision#F64}.
 */
public final class PlainJavaEngine implements Engine {
  @Override
  public String name() {
    return "plain-java";
  }

  @Override
  public Suitability suitability() {
    return Suitability.of(0);
  }

  @Override
  public EngineDescription describe() {
    return new EngineDescription("plain Java loops", "cpu");
  }

  @Override
  public EngineNetwork open(
      Network network, NetworkState state, Optimiser optimiser, Precision precision) {
    state.requireFits(network, optimiser);
    return new PlainJavaNetwork(network, state, optimiser, precision);
  }
}
