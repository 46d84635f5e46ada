package io.headwater.learning.dl4j;

import io.headwater.learning.host.Processor;
import java.io.IOException;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The native libraries under ND4J, once they are loaded. */
final class NativeSide {
  private final Properties environment;
  private final NativeOps operations;

  private NativeSide(Properties environment, NativeOps operations) {
    this.environment = environment;
    this.operations = operations;
  }

  /** Loads them on the first call, which takes seconds. */
  static NativeSide load() {
    // OpenBLAS's idle threads spin for 20 ms, on cores that oneDNN's threads need.
    Nd4j.factory().blas().setMaxThreads(1);
    Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
    return new NativeSide(environment, NativeOpsHolder.getInstance().getDeviceNativeOps());
  }

  /** Such as "dl4j 1.0.0-M2.1, OpenBLAS 0.3.30, oneDNN conv/pool". */
  String software() {
    return "dl4j " + dl4jVersion() + ", " + blas() + ", " + kernels() + " conv/pool";
  }

  /** The GPU, or the processor. */
  String device() {
    return onGpu()
        ? operations.getDeviceName(0)
        : Processor.name() + ", " + Processor.cores() + " cores";
  }

  boolean onGpu() {
    return "CUDA".equals(environment.get(Nd4jEnvironment.BACKEND_KEY));
  }

  /** Such as "OpenBLAS 0.3.30". */
  String blas() {
    String vendor = String.valueOf(environment.get(Nd4jEnvironment.BLAS_VENDOR_KEY));
    return vendor.equals("OPENBLAS") ? openBlas() : vendor;
  }

  /** Whose convolutions run: "cuDNN", "oneDNN" or "plain". */
  String kernels() {
    if (onGpu()) {
      return operations.buildInfo().contains("HAVE_CUDNN") ? "cuDNN" : "plain";
    }
    return operations.buildInfo().contains("HAVE_ONEDNN") ? "oneDNN" : "plain";
  }

  /** For which instructions ND4J was compiled: "AVX-512", "AVX2" or "x86-64". */
  String instructions() {
    return switch (operations.binaryLevel()) {
      case 3 -> "AVX-512";
      case 2 -> "AVX2";
      default -> "the base instructions";
    };
  }

  private static String openBlas() {
    try {
      // By reflection, since javac would copy the constant from the version it compiles against.
      return String.valueOf(openblas_nolapack.class.getField("OPENBLAS_VERSION").get(null)).trim();
    } catch (ReflectiveOperationException e) {
      return "OpenBLAS";
    }
  }

  private static String dl4jVersion() {
    try {
      return Loader.getVersion("org.deeplearning4j", "deeplearning4j-nn", ComputationGraph.class);
    } catch (IOException e) {
      return "of unknown version";
    }
  }
}
