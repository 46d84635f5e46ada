package io.headwater.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.bench.BenchCommand;
import io.headwater.bench.BenchRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import picocli.CommandLine;

@EnabledOnOs(OS.LINUX)
class MemoryBenchmarkTest {
  @Test
  void residentMemoryAndItsGrowthAreRead() throws IOException {
    List<JsonNode> results =
        BenchRun.results(
            "memory",
            "--steps",
            "24",
            "--readings",
            "8",
            "--batch",
            "4",
            "--max-resident",
            "100000",
            "--max-growth",
            "1000");

    assertThat(results)
        .extracting(result -> result.get("settings").get("what").asText())
        .containsExactly("resident", "growth");
    JsonNode settings = results.get(0).get("settings");
    assertThat(settings.get("readings").asInt()).isEqualTo(8);
    assertThat(settings.get("peakResidentMB").asDouble())
        .isGreaterThanOrEqualTo(results.get(0).get("ours").get("max").asDouble());
    assertThat(settings.get("liveHeapMB").asDouble()).isPositive();
  }

  @Test
  void aMissedGoalIsAFailure() {
    assertThat(run("--steps", "8", "--readings", "4", "--batch", "1", "--max-resident", "1"))
        .isEqualTo(1);
  }

  @Test
  void moreReadingsThanStepsAreRefused() {
    assertThat(run("--steps", "8")).isEqualTo(2);
  }

  private static int run(String... options) {
    CommandLine command = new CommandLine(new BenchCommand());
    command.setOut(new PrintWriter(new StringWriter()));
    command.setErr(new PrintWriter(new StringWriter()));
    String[] arguments = new String[options.length + 1];
    arguments[0] = "memory";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return command.execute(arguments);
  }
}
