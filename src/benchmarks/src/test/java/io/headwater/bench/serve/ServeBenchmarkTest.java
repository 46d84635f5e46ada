package io.headwater.bench.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.bench.BenchRun;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServeBenchmarkTest {
  @Test
  void predictionsAreMeasuredAndNoRequestFailsWhileSnapshotsAreSwapped() throws IOException {
    List<JsonNode> results =
        BenchRun.results(
            "serve", "--rounds", "2", "--warm-up", "1", "--millis", "100", "--swaps", "5");

    assertThat(results)
        .extracting(result -> result.get("settings").get("batch").asInt())
        .containsExactly(1, 32, 1);
    assertThat(results)
        .extracting(result -> result.get("peer").isNull())
        .containsExactly(false, false, true);
    assertThat(results.get(2).get("ours").get("max").asDouble()).isZero();
    assertThat(results.get(2).get("settings").get("requests").asInt()).isPositive();
  }
}
