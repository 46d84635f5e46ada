package io.headwater.learning.dl4j;

import io.headwater.learning.engine.EngineCheck;
import io.headwater.learning.engine.Finding;
import io.headwater.learning.engine.Processor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Looks at the native libraries, their speed, their threads and the GPU. */
public final class Dl4jCheck implements EngineCheck {
  private static final double LEAST_GFLOPS = 20;

  @Override
  public List<Finding> findings() {
    NativeSide nativeSide;
    try {
      nativeSide = NativeSide.load();
    } catch (LinkageError | RuntimeException e) {
      return List.of(
          Finding.failed(
              "nd4j",
              "the native library does not load: " + e,
              "run on Linux x86-64 with AVX2 and glibc 2.17 or newer; look at the causes with"
                  + " -Dorg.bytedeco.javacpp.logger.debug=true"));
    }
    return List.of(
        kernels(nativeSide),
        blas(nativeSide, MatrixProduct.gigaflops()),
        ThreadSettings.threads(System.getenv(), Processor.cores()),
        ThreadSettings.waitPolicy(System.getenv()),
        gpu(nativeSide));
  }

  private static Finding kernels(NativeSide nativeSide) {
    String detail =
        nativeSide.software()
            + ", compiled for "
            + nativeSide.instructions()
            + ", on "
            + nativeSide.device();
    return nativeSide.kernels().equals("plain")
        ? Finding.warning(
            "nd4j",
            detail,
            "put the onednn build of nd4j-native on the class path: convolutions are several times"
                + " slower without")
        : Finding.ok("nd4j", detail);
  }

  static Finding blas(NativeSide nativeSide, double gigaflops) {
    String detail =
        String.format(
            Locale.ROOT,
            "%s, %.0f GFLOPS in single precision on one core",
            nativeSide.blas(),
            gigaflops);
    boolean slow = Processor.instructionSets().contains("avx2") && gigaflops < LEAST_GFLOPS;
    return slow
        ? Finding.warning(
            "blas",
            detail,
            "look for other load on the machine; if there is none, see that org.bytedeco:openblas"
                + " 0.3.30 or newer is on the class path: older ones don't know current processors")
        : Finding.ok("blas", detail);
  }

  private static Finding gpu(NativeSide nativeSide) {
    if (nativeSide.onGpu()) {
      return Finding.ok("gpu", nativeSide.device());
    }
    return Files.exists(Path.of("/dev/nvidiactl"))
        ? Finding.warning(
            "gpu", "there is one, but this build runs on the CPU", "build with -Pcuda")
        : Finding.ok("gpu", "none visible; this build runs on the CPU");
  }
}
