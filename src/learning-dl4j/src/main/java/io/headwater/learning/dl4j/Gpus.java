package io.headwater.learning.dl4j;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the NVIDIA driver told.
 *
 * @param capabilities of each GPU that this process sees, in the driver's order
 * @param problem why it told nothing; empty if it did
 */
record Gpus(List<ComputeCapability> capabilities, String problem) {
  Gpus {
    capabilities = List.copyOf(capabilities);
  }

  static Gpus of(List<ComputeCapability> capabilities) {
    return new Gpus(capabilities, "");
  }

  static Gpus unknown(String problem) {
    return new Gpus(List.of(), problem);
  }

  /**
   * Why the CUDA build of ND4J can't run on them, with what to do. One that it can't run on is
   * enough: ND4J prepares all GPUs that it sees, and shares threads out among them.
   */
  Optional<String> objection() {
    if (!problem.isEmpty()) {
      return Optional.of("this is a build for NVIDIA GPUs, but " + problem + remedy());
    }
    if (capabilities.isEmpty()) {
      return Optional.of(
          "this is a build for NVIDIA GPUs, but the driver shows none to this process" + remedy());
    }
    List<Integer> unfit =
        IntStream.range(0, capabilities.size())
            .filter(gpu -> !capabilities.get(gpu).isSupported())
            .boxed()
            .toList();
    if (unfit.isEmpty()) {
      return Optional.empty();
    }
    String first =
        "GPU " + unfit.get(0) + " has compute capability " + capabilities.get(unfit.get(0));
    return Optional.of(
        "nd4j-cuda-11.6 holds machine code for compute capability "
            + ComputeCapability.SUPPORTED
            + "; "
            + first
            + (unfit.size() < capabilities.size() ? hiding() : remedy()));
  }

  private String hiding() {
    String fit =
        IntStream.range(0, capabilities.size())
            .filter(gpu -> capabilities.get(gpu).isSupported())
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(","));
    return ". Show this process only those that fit: of the GPUs that it sees now,"
        + " CUDA_VISIBLE_DEVICES="
        + fit;
  }

  private static String remedy() {
    return ". Take engine 'onednn', on the CPU, or a GPU of compute capability "
        + ComputeCapability.SUPPORTED;
  }
}
