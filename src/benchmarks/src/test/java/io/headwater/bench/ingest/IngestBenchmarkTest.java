package io.headwater.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.bench.BenchRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class IngestBenchmarkTest {
  @Test
  void measuresEachStageOfEachKindOfImage() throws Exception {
    List<JsonNode> results =
        BenchRun.results("ingest", "--warm-up", "0", "--rounds", "1", "--events", "64");

    assertThat(results)
        .extracting(
            result -> result.get("settings").get("stage").asText(),
            result -> result.get("settings").get("format").asText())
        .hasSize(16);
    assertThat(results)
        .allSatisfy(
            result -> {
              assertThat(result.get("settings").get("allocatedBytesPerEvent").asLong())
                  .isPositive();
              assertThat(result.get("goal").asDouble()).isEqualTo(2);
            });
  }
}
