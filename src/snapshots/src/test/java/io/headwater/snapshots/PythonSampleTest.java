package io.headwater.snapshots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The consumer in README.md, as it stands there: it checks all that the text demands. */
class PythonSampleTest {
  private static final String NOTHING = "keeps what it has";

  /** Each line of input is a poll: its name, and the values in hexadecimal digits. */
  private static final String DRIVER =
      """
      import sys
      sys.stderr = sys.stdout
      with open("src/snapshots/README.md", encoding="utf-8") as file:
          sample = file.read().split("## In Python")[1].split("```python")[1].split("```")[0]
      exec(sample.split("manifest, session = follow(values)")[0])
      for poll in sys.stdin:
          name, values = poll.split(":")
          sys.stderr = io.StringIO()
          found = follow(map(bytes.fromhex, values.split()))
          said = f"serves {found[0]['version']}" if found else "keeps what it has"
          print(name, said, sys.stderr.getvalue().replace("\\n", " "), sep=":")
      """;

  private final Map<String, List<SnapshotRecord>> polls = new LinkedHashMap<>();

  @BeforeEach
  void pythonIsThere() throws InterruptedException {
    boolean runs;
    try {
      runs = python("import fastavro, numpy, onnx, onnxruntime").waitFor() == 0;
    } catch (IOException e) {
      runs = false;
    }
    assumeTrue(runs, "python3 with fastavro, numpy, onnx and onnxruntime is not installed");
  }

  @Test
  void whatIsDamagedOrNotToBeRunIsNotServed() throws IOException {
    polls.putAll(SnapshotPolls.all());

    assertThat(served())
        .containsEntry("good", "serves 1:")
        .containsEntry("good again", "serves 100:")
        .hasEntrySatisfying(
            "external data",
            said -> assertThat(said).contains("refused version 14: the payload has external data"))
        .hasEntrySatisfying(
            SnapshotPolls.OTHER_LINEAGE,
            said -> assertThat(said).contains("version 200 is of lineage 'second', not 'first'"))
        .allSatisfy(
            (poll, said) ->
                assertThat(said)
                    .as(poll)
                    .matches(poll.startsWith("good") ? "serves \\d+:" : NOTHING + ":refused.+"));
  }

  @Test
  void theLineageOfTheNewestIsFollowedFromThenOn() throws IOException {
    List<SnapshotRecord> untilTheEnd = new ArrayList<>(SnapshotPolls.records("before", 1));
    untilTheEnd.addAll(SnapshotPolls.records("first", 2));
    polls.put("up to the end", untilTheEnd);
    polls.put("a foreign one", SnapshotPolls.records("second", 3));
    polls.put("an earlier one", SnapshotPolls.records("before", 4));
    polls.put("the next", SnapshotPolls.records("first", 5));

    String other = NOTHING + ":refused: version %d is of lineage '%s', not 'first' ";
    assertThat(served())
        .containsExactly(
            entry("up to the end", "serves 2:"),
            entry("a foreign one", other.formatted(3, "second")),
            entry("an earlier one", other.formatted(4, "before")),
            entry("the next", "serves 5:"));
  }

  /** What the consumer said to each poll. */
  private Map<String, String> served() throws IOException {
    Process process = python(DRIVER);
    try (var in = process.outputWriter(UTF_8)) {
      for (Map.Entry<String, List<SnapshotRecord>> poll : polls.entrySet()) {
        in.write(
            poll.getValue().stream()
                .map(record -> HexFormat.of().formatHex(record.value()))
                .collect(joining(" ", poll.getKey() + ":", "\n")));
      }
    }
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    Map<String, String> served = new LinkedHashMap<>();
    output.lines().forEach(line -> served.put(line.split(":")[0], line.split(":", 2)[1]));
    assertThat(served).as(output).hasSameSizeAs(polls);
    return served;
  }

  private static Process python(String program) throws IOException {
    return new ProcessBuilder("python3", "-c", program)
        .directory(Path.of("..", "..").toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
