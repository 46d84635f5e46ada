package io.headwater.learning.dl4j;

import io.headwater.learning.engine.Suitability;
import io.headwater.learning.host.Finding;
import io.headwater.learning.host.HealthCheck;
import io.headwater.learning.host.Processor;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Looks at the native libraries, their speed, their threads and the GPU. */
public final class Dl4jCheck implements HealthCheck {
  private static final double LEAST_GFLOPS = 20;

  private final Dl4jEngine engine;
  private final GpuDriver driver;

  /** On this machine. */
  public Dl4jCheck() {
    this(new Dl4jEngine(), CudaDriver.ofThisMachine());
  }

  Dl4jCheck(Dl4jEngine engine, GpuDriver driver) {
    this.engine = engine;
    this.driver = driver;
  }

  @Override
  public List<Finding> findings() {
    Suitability suitability = engine.suitability();
    if (!suitability.canRun()) {
      return List.of(
          Finding.warning(
              "gpu",
              "engine 'dl4j' can't run here: " + suitability.reason(),
              "until then engine 'auto' takes another one"));
    }
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
        nativeSide.onGpu()
            ? Finding.ok("gpu", nativeSide.device() + ", " + capabilities(driver.look()))
            : gpu(driver.look()));
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

  /** Of a build for the CPU. */
  static Finding gpu(Gpus seen) {
    String build = "this build runs on the CPU";
    if (seen.capabilities().isEmpty()) {
      return Finding.ok("gpu", "none visible; " + build);
    }
    String found = capabilities(seen);
    return seen.objection().isEmpty()
        ? Finding.warning("gpu", found + "; " + build, "build with -Pcuda")
        : Finding.ok("gpu", found + "; " + build);
  }

  private static String capabilities(Gpus seen) {
    return "compute capability "
        + seen.capabilities().stream().map(Object::toString).collect(Collectors.joining(" and "))
        + ", of which the build for GPUs runs on "
        + ComputeCapability.SUPPORTED;
  }
}
