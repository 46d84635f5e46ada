package io.headwater.learning.dl4j;

import io.headwater.learning.engine.Adam;
import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineDescription;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.model.Network;

/** Deeplearning4j on ND4J: oneDNN and OpenBLAS on the CPU, cuDNN on the GPU. */
public final class Dl4jEngine implements Engine {
  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public EngineDescription describe() {
    NativeSide nativeSide = NativeSide.load();
    return new EngineDescription(nativeSide.software(), nativeSide.device());
  }

  @Override
  public EngineNetwork open(
      Network network, NetworkState state, Adam optimiser, Precision precision) {
    state.requireFits(network);
    NativeSide.load();
    return new Dl4jNetwork(network, state, optimiser, precision);
  }
}
