package io.headwater.learning.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.host.Finding;
import io.headwater.learning.host.Finding.Status;
import io.headwater.learning.host.HealthCheck;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class Dl4jCheckTest {
  @Test
  void isFoundAndLooksAtEverything() {
    HealthCheck check = ServiceLoader.load(HealthCheck.class).findFirst().orElseThrow();
    List<Finding> findings = check.findings();
    assertThat(findings)
        .extracting(Finding::name)
        .containsExactly("nd4j", "blas", "OMP_NUM_THREADS", "OMP_WAIT_POLICY", "gpu");
    assertThat(findings).noneMatch(finding -> finding.status() == Status.FAILED);
    assertThat(findings)
        .allMatch(finding -> finding.remedy().isEmpty() == (finding.status() == Status.OK));
  }

  @Test
  void asksTheLibrariesWhatTheyAre() {
    assertThat(new Dl4jEngine().describe().engine())
        .startsWith("dl4j 1.")
        .contains("OpenBLAS 0.3.30")
        .endsWith("oneDNN conv/pool");
  }

  @Test
  void warnsOfASlowBlas() {
    NativeSide nativeSide = NativeSide.load();
    assertThat(Dl4jCheck.blas(nativeSide, 1000).status()).isEqualTo(Status.OK);
    assertThat(Dl4jCheck.blas(nativeSide, 1).remedy()).contains("org.bytedeco:openblas");
  }

  @Test
  void warnsOfSpinningThreads() {
    assertThat(ThreadSettings.waitPolicy(Map.of()).remedy()).contains("OMP_WAIT_POLICY=passive");
    assertThat(ThreadSettings.waitPolicy(Map.of("OMP_WAIT_POLICY", "active")).status())
        .isEqualTo(Status.WARNING);
    assertThat(ThreadSettings.waitPolicy(Map.of("OMP_WAIT_POLICY", "PASSIVE")).status())
        .isEqualTo(Status.OK);
  }

  @Test
  void warnsOfThreadsThatDontMatchTheCores() {
    assertThat(ThreadSettings.threads(Map.of(), 4).status()).isEqualTo(Status.WARNING);
    assertThat(ThreadSettings.threads(Map.of("OMP_NUM_THREADS", "4"), 4).status())
        .isEqualTo(Status.OK);
    assertThat(ThreadSettings.threads(Map.of("OMP_NUM_THREADS", "16"), 4).remedy())
        .contains("OMP_NUM_THREADS=4");
  }
}
