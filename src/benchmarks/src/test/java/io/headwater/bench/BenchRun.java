package io.headwater.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** A benchmark run as the user runs it, and what it wrote. */
public final class BenchRun {
  private BenchRun() {}

  /** Runs it to its end, and returns its results; fails if they are not of the agreed form. */
  public static List<JsonNode> results(String... arguments) throws IOException {
    StringWriter out = new StringWriter();
    List<JsonNode> results = run(out, arguments);
    assertThat(results).isNotEmpty().allSatisfy(BenchRun::requireForm);
    assertThat(out.toString()).contains("median", "goal");
    return results;
  }

  /** Runs it to its end, and returns what it wrote, in a form of its own. */
  public static List<JsonNode> rows(String... arguments) throws IOException {
    return run(new StringWriter(), arguments);
  }

  private static List<JsonNode> run(StringWriter out, String... arguments) throws IOException {
    Path json = Files.createTempFile("bench", ".json");
    try {
      List<String> all = new ArrayList<>(List.of(arguments));
      all.addAll(List.of("--json", json.toString()));
      CommandLine command = new CommandLine(new BenchCommand());
      command.setOut(new PrintWriter(out));
      assertThat(command.execute(all.toArray(String[]::new))).as("exit code").isZero();
      JsonNode written = new ObjectMapper().readTree(json.toFile());
      List<JsonNode> results = new ArrayList<>();
      if (written.isArray()) {
        written.forEach(results::add);
      } else {
        results.add(written);
      }
      return results;
    } finally {
      Files.delete(json);
    }
  }

  private static void requireForm(JsonNode result) {
    assertThat(result.fieldNames())
        .toIterable()
        .containsExactly("name", "settings", "ours", "peer", "ratio", "goal");
    assertThat(result.get("ours").fieldNames())
        .toIterable()
        .containsExactly("median", "min", "max", "unit");
    assertThat(result.get("ours").get("median").isNumber()).isTrue();
    assertThat(result.get("goal").isNumber()).isTrue();
    JsonNode peer = result.get("peer");
    assertThat(result.get("ratio").isNull()).isEqualTo(peer.isNull());
    if (!peer.isNull()) {
      assertThat(peer.fieldNames())
          .toIterable()
          .containsExactly("median", "min", "max", "unit", "what");
    }
  }
}
