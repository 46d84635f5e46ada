package io.headwater.learning.onednn;

import io.headwater.learning.engine.Processor;
import java.util.Locale;
import java.util.Set;

/** Which of the instruction sets that oneDNN has kernels for this processor has. */
final class Isa {
  private Isa() {}

  /** Whether oneDNN's kernels, which Headwater brings for Linux on x86-64, are worth calling. */
  static boolean isSupported() {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    return platform.toLowerCase(Locale.ROOT).equals("linux amd64")
        && Processor.instructionSets().contains("avx2");
  }

  static boolean hasBfloat16() {
    Set<String> sets = Processor.instructionSets();
    return sets.contains("avx512_bf16") || sets.contains("amx_bf16");
  }

  /** The widest, as people call it. */
  static String widest() {
    Set<String> sets = Processor.instructionSets();
    if (sets.contains("amx_bf16")) {
      return "AMX";
    } else if (sets.contains("avx512_bf16")) {
      return "AVX-512 BF16";
    } else if (sets.contains("avx512bw")) {
      return "AVX-512";
    }
    return sets.contains("avx2") ? "AVX2" : "the base instructions";
  }
}
