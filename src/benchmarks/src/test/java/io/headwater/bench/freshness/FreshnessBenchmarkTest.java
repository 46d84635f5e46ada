package io.headwater.bench.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.bench.BenchRun;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreshnessBenchmarkTest {
  @Test
  void aShortRunGivesResultsOfTheAgreedForm() throws IOException {
    List<JsonNode> results =
        BenchRun.results("freshness", "--snapshots", "2", "--rounds", "1", "--interval", "0.5");
    assertThat(results)
        .extracting(result -> result.get("settings").get("quantile").asDouble())
        .containsExactly(0.5, 0.99);
    assertThat(results)
        .allSatisfy(result -> assertThat(result.get("ours").get("median").asDouble()).isPositive());
  }
}
