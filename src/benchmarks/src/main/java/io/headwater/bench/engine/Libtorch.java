package io.headwater.bench.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.headwater.cli.CommandFailure;
import io.headwater.cli.Reason;

/** The library, loaded when it is first asked for. */
final class Libtorch {
  private static final String NAME = "PyTorch";

  private Libtorch() {}

  static PtNDManager manager() {
    return (PtNDManager) engine().newBaseManager();
  }

  static String version() {
    return engine().getVersion();
  }

  /**
   * Makes what this thread calls use so many threads. They are a setting of the thread in OpenMP,
   * which an engine that runs on the same thread may have changed for itself.
   */
  static void useThreads(int threads) {
    engine();
    JniUtils.setNumThreads(threads);
  }

  private static Engine engine() {
    try {
      return Engine.getEngine(NAME);
    } catch (EngineException | UnsatisfiedLinkError e) {
      throw CommandFailure.environment(
          "cannot load libtorch (Linux on x86-64 only): " + Reason.of(e), e);
    }
  }

  /** As our engines have it. */
  static int allThreads() {
    String asked = System.getenv("OMP_NUM_THREADS");
    return asked == null ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(asked);
  }
}
