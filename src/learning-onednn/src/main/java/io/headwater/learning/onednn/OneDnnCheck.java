package io.headwater.learning.onednn;

import io.headwater.learning.engine.EngineDescription;
import io.headwater.learning.host.Finding;
import io.headwater.learning.host.HealthCheck;
import java.util.List;

/** Looks whether oneDNN runs here, and what it finds. */
public final class OneDnnCheck implements HealthCheck {
  @Override
  public List<Finding> findings() {
    return List.of(finding());
  }

  private static Finding finding() {
    if (!Isa.isSupported()) {
      return Finding.warning(
          "onednn",
          "does not run here: " + Isa.lacking(),
          "run there; the engine 'dl4j' takes its place, slower");
    }
    try {
      EngineDescription description = new OneDnnEngine().describe();
      // Loads what calls into OpenMP, too.
      Threads.share(Threads.count());
      String bfloat16 = Isa.hasBfloat16() ? "; precision bf16 is possible" : "";
      return Finding.ok("onednn", description.engine() + ", on " + description.device() + bfloat16);
    } catch (LinkageError | RuntimeException e) {
      return Finding.failed(
          "onednn",
          "the native library does not load: " + e,
          "configure training.engine: dl4j; look at the causes with"
              + " -Dorg.bytedeco.javacpp.logger.debug=true");
    }
  }
}
