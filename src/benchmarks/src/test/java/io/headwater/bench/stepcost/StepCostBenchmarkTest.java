package io.headwater.bench.stepcost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.bench.BenchRun;
import io.headwater.learning.combine.Combinations;
import io.headwater.learning.task.Example;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StepCostBenchmarkTest {
  @Test
  void aShortRunGivesEachMethodsCostInPlainSteps() throws Exception {
    List<JsonNode> results =
        BenchRun.results(
            "step-cost", "--batch", "8", "--warm-up", "1", "--steps", "1", "--rounds", "2");

    assertThat(results)
        .extracting(result -> result.get("settings").get("combination").asText())
        .hasSize(Combinations.usual().size() - 1)
        .contains("cagrad", "mgda-ub", "graddrop");
    for (JsonNode result : results) {
      assertThat(result.get("settings").get("tasks").asInt()).isEqualTo(4);
      assertThat(result.get("settings").get("millisecondsPlain").asDouble()).isPositive();
      assertThat(result.get("ours").get("unit").asText()).isEqualTo("plain steps");
      assertThat(result.get("ours").get("median").asDouble()).isPositive();
      assertThat(result.get("goal").asDouble()).isEqualTo(1.35);
    }
  }

  @Test
  void eachTaskHasAQuarterOfTheExamplesToItself() {
    List<Example> examples = StepCostCase.of("lenet", 8).miniBatch(new Random(1)).fresh();

    assertThat(examples)
        .hasSize(8)
        .allSatisfy(example -> assertThat(example.labels()).hasSize(1))
        .filteredOn(example -> example.label("twins").isPresent())
        .hasSize(2)
        .allMatch(Example::isPair);
  }

  @Test
  void tasksThatCantHaveAsManyExamplesEachAreRefused() {
    assertThatThrownBy(() -> StepCostCase.of("lenet", 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--batch is 6; it must be a multiple of the 4 tasks, of at least 1 examples each for"
                + " lenet");
  }
}
