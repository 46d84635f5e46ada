package io.headwater.learning.dl4j;

import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineDescription;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Suitability;
import io.headwater.learning.model.Network;
import io.headwater.learning.optimise.Optimiser;
import java.util.function.Predicate;

/** Deeplearning4j on ND4J: oneDNN and OpenBLAS on the CPU, cuDNN on the GPU. */
public final class Dl4jEngine implements Engine {
  private static final String CUDA_BACKEND = "org/nd4j/linalg/jcublas/JCublasBackend.class";
  private static final String CPU_BACKEND = "org/nd4j/linalg/cpu/nativecpu/CpuBackend.class";
  private static final int ON_GPU = 100;
  private static final int ON_CPU = 10;

  private final GpuDriver driver;
  private final Predicate<String> isOnClassPath;

  /** On this machine. */
  public Dl4jEngine() {
    this(CudaDriver.ofThisMachine(), Dl4jEngine::isOnClassPath);
  }

  /**
   * @param isOnClassPath of a class file
   */
  Dl4jEngine(GpuDriver driver, Predicate<String> isOnClassPath) {
    this.driver = driver;
    this.isOnClassPath = isOnClassPath;
  }

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public Suitability suitability() {
    if (isOnClassPath.test(CUDA_BACKEND)) {
      return driver.look().objection().map(Suitability::none).orElse(Suitability.of(ON_GPU));
    }
    return isOnClassPath.test(CPU_BACKEND)
        ? Suitability.of(ON_CPU)
        : Suitability.none("no backend of ND4J is on the class path. Build again: mvn package");
  }

  private static boolean isOnClassPath(String backend) {
    return Dl4jEngine.class.getClassLoader().getResource(backend) != null;
  }

  @Override
  public EngineDescription describe() {
    requireRunnable();
    NativeSide nativeSide = NativeSide.load();
    return new EngineDescription(nativeSide.software(), nativeSide.device());
  }

  @Override
  public EngineNetwork open(
      Network network, NetworkState state, Optimiser optimiser, Precision precision) {
    state.requireFits(network, optimiser);
    if (precision == Precision.BF16) {
      throw new IllegalArgumentException(
          "engine 'dl4j' does not compute in bf16; take f32, or engine 'onednn'");
    }
    requireRunnable();
    NativeSide.load();
    return new Dl4jNetwork(network, state, optimiser, precision);
  }

  /** Before 900 MB of a library are loaded that then can't compute. */
  private void requireRunnable() {
    Suitability suitability = suitability();
    if (!suitability.canRun()) {
      throw new IllegalArgumentException("engine 'dl4j' can't run here: " + suitability.reason());
    }
  }
}
