package io.headwater.bench.quality;

import java.io.PrintWriter;
import java.util.Locale;

/** Results for people, a line for each as it comes. */
final class QualityTable {
  private static final String LINE = "%-14s %7.0f %5d %6d %5d  %6.2f %6.2f  %6.2f %5.2f%n";

  private final PrintWriter out;
  private boolean begun;

  QualityTable(PrintWriter out) {
    this.out = out;
  }

  void print(QualityRow row) {
    if (!begun) {
      begun = true;
      out.printf(
          "%-14s %7s %5s %6s %5s  %6s %6s  %6s %5s%n",
          "method", "missing", "width", "passes", "seeds", "left", "right", "mean", "sd");
    }
    out.printf(
        Locale.ROOT,
        LINE,
        row.method(),
        row.missing(),
        row.width(),
        row.passes(),
        row.seeds(),
        row.left(),
        row.right(),
        row.mean(),
        row.sd());
    out.flush();
  }
}
