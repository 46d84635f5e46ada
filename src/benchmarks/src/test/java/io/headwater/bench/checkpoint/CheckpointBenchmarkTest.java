package io.headwater.bench.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.bench.BenchRun;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointBenchmarkTest {
  @Test
  void aShortRunGivesResultsOfTheAgreedForm() throws IOException {
    List<JsonNode> results =
        BenchRun.results("checkpoint", "--events", "2500", "--rounds", "1", "--interval", "0.2");
    assertThat(results)
        .extracting(result -> result.get("settings").get("what").asText())
        .contains("checkpoint and snapshot", "checkpoint");
    assertThat(results.get(0).get("ratio").asDouble()).isPositive();
    assertThat(results.get(0).get("settings").get("stateMebibytes").asDouble()).isPositive();
  }
}
