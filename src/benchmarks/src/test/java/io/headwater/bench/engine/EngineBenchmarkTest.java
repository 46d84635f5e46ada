package io.headwater.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.bench.BenchRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineBenchmarkTest {
  @Test
  void timesBothSides() throws Exception {
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
    assertThat(results.get(0).get("peer").get("what").asText()).contains("libtorch 2.7.1");
    assertThat(results.get(0).get("goal").asDouble()).isEqualTo(1.5);
  }
}
