package io.headwater.cli.demo;

import io.headwater.cli.demo.DemoReport.TaskReport;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The demo's report for people. */
final class DemoTable {
  private DemoTable() {}

  /**
   * @param meanEdgeMap what predicting the mean edge map would score, if there are edges
   */
  static void print(DemoReport report, OptionalDouble meanEdgeMap, PrintWriter out) {
    out.println();
    out.printf(
        "%-12s %-15s %9s  %-10s %11s %9s%n",
        "task", "kind", "examples", "metric", "prequential", "held-out");
    for (Map.Entry<String, TaskReport> entry : report.tasks().entrySet()) {
      TaskReport task = entry.getValue();
      out.printf(
          Locale.ROOT,
          "%-12s %-15s %,9d  %-10s %11.3f %9.3f%n",
          entry.getKey(),
          task.kind(),
          task.examples(),
          task.metric(),
          task.prequential(),
          task.heldout());
    }
    meanEdgeMap.ifPresent(
        score ->
            out.printf(
                Locale.ROOT,
                "%-61s %9.3f%n",
                "edges, if the mean edge map were predicted:",
                score));
    out.println();
    out.printf(
        Locale.ROOT,
        "%,d events, %,d rejected; %.0f examples/s on %s%n",
        report.events(),
        report.rejected(),
        report.examplesPerSecond(),
        report.engine());
    out.printf(
        Locale.ROOT,
        "job ready after %.1f s, first snapshot after %.1f s, all done after %.1f s%n",
        report.seconds().ready(),
        report.seconds().firstSnapshot(),
        report.seconds().total());
    out.printf(
        Locale.ROOT,
        "%d snapshots published, %d verified, the last one of %,d bytes%n",
        report.snapshots().published(),
        report.snapshots().verified(),
        report.snapshots().payloadBytes());
    out.flush();
  }
}
