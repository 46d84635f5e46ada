package io.headwater.learning.onednn;

import io.headwater.learning.host.Processor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;

/** Which of the instruction sets that oneDNN has kernels for it uses here. */
final class Isa {
  /** As people call them, the widest first. */
  private static final List<Map.Entry<String, Integer>> SETS =
      List.of(
          Map.entry("AMX", dnnl.dnnl_cpu_isa_avx512_core_amx),
          Map.entry("AVX-512 BF16", dnnl.dnnl_cpu_isa_avx512_core_bf16),
          Map.entry("AVX-512", dnnl.dnnl_cpu_isa_avx512_core),
          Map.entry("AVX2", dnnl.dnnl_cpu_isa_avx2));

  private Isa() {}

  /**
   * Whether oneDNN's kernels, which Headwater brings for Linux on x86-64, are worth calling. Loads
   * nothing.
   */
  static boolean isSupported() {
    return platform().equals("linux amd64") && Processor.instructionSets().contains("avx2");
  }

  /** Why they are not, where they are not. */
  static String lacking() {
    return "it needs Linux on x86-64 with AVX2; this is " + platform() + ", " + Processor.name();
  }

  /** Such as "linux amd64". */
  static String platform() {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    return platform.toLowerCase(Locale.ROOT);
  }

  static boolean hasBfloat16() {
    return includes(dnnl.dnnl_cpu_isa_avx512_core_bf16);
  }

  /** The widest, such as "AVX-512 BF16". */
  static String widest() {
    return SETS.stream()
        .filter(set -> includes(set.getValue()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("the base instructions");
  }

  /** Of those that the processor has and ONEDNN_MAX_CPU_ISA, if set, allows. */
  private static boolean includes(int set) {
    return (dnnl.dnnl_get_effective_cpu_isa() & set) == set;
  }
}
