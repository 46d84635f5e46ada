package io.headwater.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.bench.BenchRun;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineBenchmarkTest {
  @Test
  void aShortRunGivesResultsOfTheAgreedForm() throws IOException {
    List<JsonNode> results =
        BenchRun.results("pipeline", "--events", "1500", "--rounds", "1", "--interval", "0.5");
    assertThat(results).hasSize(1);
    assertThat(results.get(0).get("ratio").asDouble()).isPositive();
    assertThat(results.get(0).get("goal").asDouble()).isEqualTo(0.9);
    assertThat(results.get(0).get("ours").get("unit").asText()).isEqualTo("examples/s");
  }
}
