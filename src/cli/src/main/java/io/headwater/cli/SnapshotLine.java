package io.headwater.cli;

import io.headwater.snapshots.Manifest;
import java.util.Locale;
import java.util.stream.Collectors;

/** A snapshot in one line for the screen: its version, and how well each task does. */
public final class SnapshotLine {
  private static final String GAP = "  ";

  private SnapshotLine() {}

  public static String of(Manifest manifest) {
    String version = "snapshot " + manifest.version();
    return manifest.provenance().scores().isEmpty() ? version : version + GAP + scores(manifest);
  }

  /** Each task by the metric that stands for it. */
  public static String scores(Manifest manifest) {
    return manifest.provenance().scores().stream()
        .map(
            score ->
                String.format(
                    Locale.ROOT,
                    "%s %.2f",
                    score.task(),
                    score.values().getOrDefault(score.headline(), Double.NaN)))
        .collect(Collectors.joining(GAP));
  }
}
