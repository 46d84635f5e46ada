package io.headwater.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.bench.BenchRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineBenchmarkTest {
  @Test
  void timesOursAndThePeerWhereItIsRight() throws Exception {
    List<JsonNode> results =
        BenchRun.results(
            "engine",
            "--model",
            "lenet",
            "--batch",
            "8",
            "--warm-up",
            "2",
            "--steps",
            "2",
            "--rounds",
            "2");

    assertThat(results).hasSize(1);
    JsonNode settings = results.get(0).get("settings");
    assertThat(settings.get("model").asText()).isEqualTo("lenet");
    assertThat(settings.get("batch").asInt()).isEqualTo(8);
    JsonNode peer = results.get(0).get("peer");
    if (peer.isNull()) {
      EngineCase asked = EngineCase.of("lenet", 8, "f32");
      PeerSetting setting = new PeerSetting(MemoryFormat.CONTIGUOUS, Libtorch.allThreads());
      assertThat(new LibtorchKernels(asked, setting).fault())
          .as("why there is no peer")
          .isPresent();
      assertThat(settings.get("peerLeftOut"))
          .isNotEmpty()
          .allSatisfy(
              reason ->
                  assertThat(reason.asText())
                      .startsWith("libtorch 2.7.1 computes wrong on this machine (f32, "));
    } else {
      assertThat(peer.get("what").asText()).contains("libtorch 2.7.1");
    }
    assertThat(results.get(0).get("ours").get("median").asDouble()).isPositive();
    assertThat(results.get(0).get("goal").asDouble()).isEqualTo(1.5);
  }
}
