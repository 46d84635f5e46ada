package io.headwater.learning.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.host.Finding;
import io.headwater.learning.host.Finding.Status;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which GPUs the build for GPUs runs on, and what it says where it doesn't. */
class GpusTest {
  @ParameterizedTest
  @ValueSource(strings = {"3.7", "5.0", "5.3", "6.1", "7.0", "7.2", "7.5", "8.0", "8.6", "8.9"})
  void fromKeplerToAda(String capability) {
    assertThat(build(true, capability).suitability().degree()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.1", "3.0", "3.5", "4.0", "9.0", "10.0", "12.0"})
  void notOnOthers(String capability) {
    Dl4jEngine engine = build(true, capability);
    assertThat(engine.suitability().canRun()).isFalse();
    assertThat(engine.suitability().reason())
        .contains("holds machine code for compute capability 3.7 to 8.9")
        .contains("GPU 0 has compute capability " + capability)
        .contains("Take engine 'onednn'");
    assertThatThrownBy(engine::describe)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("engine 'dl4j' can't run here: nd4j-cuda-11.6 holds");
  }

  @Test
  void oneThatDoesNotFitIsEnough() {
    assertThat(build(true, "8.0", "9.0", "8.6").suitability().reason())
        .contains("GPU 1 has compute capability 9.0")
        .endsWith("CUDA_VISIBLE_DEVICES=0,2");
  }

  @Test
  void notWithoutAGpu() {
    assertThat(build(true).suitability().reason()).contains("the driver shows none");
    Gpus unknown = Gpus.unknown("there is no NVIDIA driver (libcuda.so.1) here");
    assertThat(
            new Dl4jEngine(() -> unknown, path -> path.contains("jcublas")).suitability().reason())
        .contains("but there is no NVIDIA driver (libcuda.so.1) here. Take engine 'onednn'");
  }

  @Test
  void theBuildForTheCpuHasNoSuchLimit() {
    assertThat(build(false, "9.0").suitability().degree()).isEqualTo(10);
  }

  @Test
  void doctorSaysItWithoutLoadingAnything() {
    List<Finding> findings = new Dl4jCheck(build(true, "9.0"), () -> gpus("9.0")).findings();
    assertThat(findings)
        .singleElement()
        .satisfies(
            gpu -> {
              assertThat(gpu.name()).isEqualTo("gpu");
              assertThat(gpu.status()).isEqualTo(Status.WARNING);
              assertThat(gpu.detail()).contains("can't run here", "9.0", "3.7 to 8.9");
            });
  }

  @Test
  void doctorRecommendsTheBuildForGpusOnlyWhereItRuns() {
    assertThat(Dl4jCheck.gpu(gpus("8.6")).remedy()).isEqualTo("build with -Pcuda");
    assertThat(Dl4jCheck.gpu(gpus("9.0")).status()).isEqualTo(Status.OK);
    assertThat(Dl4jCheck.gpu(gpus("9.0")).detail())
        .contains("compute capability 9.0", "runs on 3.7 to 8.9");
    assertThat(Dl4jCheck.gpu(gpus()).detail()).startsWith("none visible");
  }

  private static Dl4jEngine build(boolean cuda, String... capabilities) {
    return new Dl4jEngine(
        () -> gpus(capabilities), path -> path.contains(cuda ? "jcublas" : "nativecpu"));
  }

  private static Gpus gpus(String... capabilities) {
    return Gpus.of(
        Arrays.stream(capabilities)
            .map(each -> each.split("\\."))
            .map(
                each -> new ComputeCapability(Integer.parseInt(each[0]), Integer.parseInt(each[1])))
            .toList());
  }
}
