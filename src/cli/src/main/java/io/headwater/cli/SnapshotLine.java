package io.headwater.cli;

import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.TaskScore;
import java.util.Locale;

/** A snapshot in one line for the screen: its version, and how well each task does. */
public final class SnapshotLine {
  private SnapshotLine() {}

  public static String of(Manifest manifest) {
    StringBuilder line = new StringBuilder("snapshot ").append(manifest.version());
    for (TaskScore score : manifest.provenance().scores()) {
      double value = score.values().getOrDefault(score.headline(), Double.NaN);
      line.append(String.format(Locale.ROOT, "  %s %.2f", score.task(), value));
    }
    return line.toString();
  }
}
