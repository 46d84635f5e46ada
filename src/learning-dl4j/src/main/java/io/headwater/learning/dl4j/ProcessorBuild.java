package io.headwater.learning.dl4j;

import java.util.Set;

/** The choice among ND4J's builds on the class path, which JavaCPP makes without a look at the processor. */
final class ProcessorBuild {
  private static final String PROPERTY = "org.bytedeco.javacpp.platform.extension";

  private ProcessorBuild() {}

  /** Must come before anything of JavaCPP is loaded; a choice on the command line stands. */
  static void choose() {
    if (System.getProperty(PROPERTY) == null) {
      choose("-onednn-avx512", Set.of("avx512f", "avx512bw", "avx512dq", "avx512vl"));
    }
  }

  private static void choose(String extension, Set<String> needed) {
    String library =
        "/org/nd4j/linalg/cpu/nativecpu/bindings/linux-x86_64" + extension + "/libnd4jcpu.so";
    if (Processor.instructionSets().containsAll(needed)
        && ProcessorBuild.class.getResource(library) != null) {
      System.setProperty(PROPERTY, extension);
    }
  }
}
