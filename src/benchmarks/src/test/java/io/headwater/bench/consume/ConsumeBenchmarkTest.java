package io.headwater.bench.consume;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.bench.BenchRun;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsumeBenchmarkTest {
  @Test
  void servingPredictionsAndSwapsAreMeasured() throws IOException {
    List<JsonNode> results =
        BenchRun.results("consume", "--rounds", "2", "--warm-up", "1", "--millis", "20");

    assertThat(results)
        .extracting(result -> result.get("settings").get("what").asText())
        .containsExactly(
            "snapshot to serving",
            "predictions",
            "predictions",
            "longest delay of a prediction by a swap");
    assertThat(results)
        .extracting(result -> result.get("peer").isNull())
        .containsExactly(true, false, false, false);
    assertThat(results.get(0).get("settings").get("payloadBytes").asInt())
        .isBetween(1_500_000, 2_500_000);
    JsonNode swaps = results.get(3).get("settings");
    assertThat(swaps.get("swapping predictions").asInt())
        .isPositive()
        .isEqualTo(swaps.get("quiet predictions").asInt());
  }
}
