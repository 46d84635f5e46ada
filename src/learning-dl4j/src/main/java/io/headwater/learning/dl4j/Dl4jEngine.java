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
  private static final String CUDA_BACKEND = "org/nd4j/linalg/jcublas/JCublasBackend.class";
  private static final String CPU_BACKEND = "org/nd4j/linalg/cpu/nativecpu/CpuBackend.class";
  private static final int ON_GPU = 100;
  private static final int ON_CPU = 10;
  private static final int NOWHERE = -1;

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public int suitability() {
    if (isOnClassPath(CUDA_BACKEND)) {
      return ON_GPU;
    }
    return isOnClassPath(CPU_BACKEND) ? ON_CPU : NOWHERE;
  }

  private static boolean isOnClassPath(String backend) {
    return Dl4jEngine.class.getClassLoader().getResource(backend) != null;
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
    if (precision == Precision.BF16) {
      throw new IllegalArgumentException(
          "engine 'dl4j' does not compute in bf16; take f32, or engine 'onednn'");
    }
    NativeSide.load();
    return new Dl4jNetwork(network, state, optimiser, precision);
  }
}
