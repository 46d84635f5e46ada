package io.headwater.snapshots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headwater.learning.digest.Sha256;
import io.headwater.learning.learner.Lineage;
import io.headwater.schema.SnapshotManifest;
import io.headwater.schema.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The consumer in README.md, as it stands there: it checks all that the text demands. */
class PythonSampleTest {
  private static final String NOTHING = "keeps what it has";
  private static final String OTHER_DIGEST = "0".repeat(64);

  /** Each line of input is a poll: its name, and the values in hexadecimal digits. */
  private static final String DRIVER =
      """
      import sys
      with open("src/snapshots/README.md", encoding="utf-8") as file:
          sample = file.read().split("## In Python")[1].split("```python")[1].split("```")[0]
      exec(sample.split("manifest, session = follow(values)")[0])
      for poll in sys.stdin:
          name, values = poll.split(":")
          try:
              found = follow(map(bytes.fromhex, values.split()))
              print(name, f"serves {found[0]['version']}" if found else "keeps what it has", sep=":")
          except ValueError as refusal:
              print(name, refusal, sep=":")
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
    byte[] external = Payloads.of(model -> Payloads.withExternalData(model, "/etc/hostname"));
    polls.put("good", records("first", 1));
    polls.put("other digests of chunks", described(2, it -> it.setChunkSha256(otherLast(it))));
    polls.put("other digest of the whole", described(3, it -> it.setPayloadSha256(OTHER_DIGEST)));
    polls.put("other length", described(4, it -> it.setPayloadBytes(it.getPayloadBytes() + 1)));
    polls.put("other format", described(5, it -> it.setPayloadFormat("onnx2")));
    polls.put("other bytes of the manifest", damagedManifest(6));
    polls.put("a chunk is missing", records("first", 7).subList(1, 4));
    polls.put("a chunk too many", withChunkOfAnother(records("first", 8)));
    polls.put("external data", Models.records(1 << 20, Models.provenance("first", 9), external));
    polls.put("good again", records("first", 10));

    assertThat(served())
        .containsEntry("good", "serves 1")
        .containsEntry("good again", "serves 10")
        .hasEntrySatisfying(
            "external data", said -> assertThat(said).startsWith("the payload has external data"))
        .allSatisfy(
            (poll, said) ->
                assertThat(said)
                    .as(poll)
                    .matches(
                        poll.startsWith("good") ? "serves \\d+" : NOTHING + "|the payload .*"));
  }

  @Test
  void theLineageOfTheNewestIsFollowedFromThenOn() throws IOException {
    List<SnapshotRecord> untilTheEnd = new ArrayList<>(records("before", 1));
    untilTheEnd.addAll(records("first", 2));
    polls.put("up to the end", untilTheEnd);
    polls.put("a foreign one", records("second", 3));
    polls.put("an earlier one", records("before", 4));
    polls.put("the next", records("first", 5));

    assertThat(served())
        .containsExactly(
            entry("up to the end", "serves 2"),
            entry("a foreign one", NOTHING),
            entry("an earlier one", NOTHING),
            entry("the next", "serves 5"));
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
        .redirectErrorStream(true)
        .start();
  }

  /** Some chunks and their manifest. */
  private static List<SnapshotRecord> records(String lineage, long version) {
    byte[] payload = Models.payload(Models.SMALL, version);
    return Models.records((payload.length + 2) / 3, provenance(lineage, version), payload);
  }

  /** Whose manifest, with a right digest of its own, says something else of the payload. */
  private static List<SnapshotRecord> described(
      long version, UnaryOperator<SnapshotManifest.Builder> otherwise) {
    List<SnapshotRecord> records = new ArrayList<>(records("first", version));
    SnapshotRecord last = records.remove(records.size() - 1);
    SnapshotManifest right = Wire.SNAPSHOT_MANIFEST.decode(last.value()).orElseThrow();
    byte[] wrong =
        Wire.SNAPSHOT_MANIFEST.encode(otherwise.apply(SnapshotManifest.newBuilder(right)).build());
    int end = wrong.length - Sha256.BYTES;
    byte[] digest = Sha256.of(ByteBuffer.wrap(wrong, 0, end));
    System.arraycopy(digest, 0, wrong, end, digest.length);
    records.add(new SnapshotRecord(last.key(), wrong));
    return records;
  }

  private static List<String> otherLast(SnapshotManifest.Builder right) {
    List<String> digests = new ArrayList<>(right.getChunkSha256());
    digests.set(digests.size() - 1, OTHER_DIGEST);
    return digests;
  }

  private static List<SnapshotRecord> withChunkOfAnother(List<SnapshotRecord> records) {
    List<SnapshotRecord> more = new ArrayList<>(records);
    more.add(0, Models.records(1 << 10, provenance("first", 8), new byte[8 << 10]).get(7));
    return more;
  }

  private static List<SnapshotRecord> damagedManifest(long version) {
    List<SnapshotRecord> records = records("first", version);
    byte[] manifest = records.get(records.size() - 1).value();
    manifest[manifest.length - 1] ^= 1;
    return records;
  }

  private static Provenance provenance(String lineage, long version) {
    return Models.provenance("fashion", lineage, version, Models.SMALL, Lineage.EMPTY);
  }
}
