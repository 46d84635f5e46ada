package io.headwater.cli.snapshots;

import io.headwater.learning.task.Task;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.Provenance;
import io.headwater.snapshots.TaskScore;
import java.io.PrintWriter;
import java.util.Locale;

/** A manifest for people. */
final class ManifestText {
  private ManifestText() {}

  static void print(Manifest manifest, PrintWriter out) {
    Provenance from = manifest.provenance();
    row(out, "model", from.model() + ", version " + from.version());
    row(
        out,
        "lineage",
        "'%s', %s"
            .formatted(
                from.lineageId(),
                from.parentVersion().isPresent()
                    ? "trained further from version " + from.parentVersion().getAsLong()
                    : "begun anew"));
    row(out, "created", from.createdAt().toString());
    row(
        out,
        "learned",
        String.format(
            Locale.ROOT,
            "%,d examples in %,d steps; %,d skipped",
            from.lineage().examples(),
            from.step(),
            from.lineage().skippedExamples()));
    row(out, "trained with", from.engine() + " on " + from.device());
    row(
        out,
        "payload",
        String.format(
            Locale.ROOT,
            "%,d bytes of %s in %d chunks, SHA-256 %s",
            manifest.payload().bytes(),
            manifest.payload().format(),
            manifest.payload().chunkSha256().size(),
            manifest.payload().sha256()));
    row(out, "input", from.input().toString());
    row(out, "architecture", from.architectureFingerprint());
    row(out, "configuration", from.configDigest());
    out.println();
    from.tasks().forEach(task -> print(task, from, out));
    out.println();
    from.lineage()
        .ranges()
        .forEach(
            range ->
                out.printf(
                    Locale.ROOT,
                    "learned from %s/%d  offsets %,d to %,d: %,d examples%n",
                    range.topic(),
                    range.partition(),
                    range.firstOffset(),
                    range.lastOffset(),
                    range.examples()));
    out.flush();
  }

  private static void print(Task task, Provenance from, PrintWriter out) {
    out.printf("task %s: %s", task.name(), task.kind().id());
    if (!task.classes().isEmpty()) {
      out.printf(" of %s", String.join(", ", task.classes()));
    }
    out.println();
    for (TaskScore score : from.scores()) {
      if (score.task().equals(task.name())) {
        out.printf(Locale.ROOT, "  after %,d examples", score.examples());
        score.values().forEach((name, value) -> out.printf(Locale.ROOT, "  %s %.3f", name, value));
        out.println();
      }
    }
  }

  private static void row(PrintWriter out, String name, String value) {
    out.printf("%-14s %s%n", name, value);
  }
}
