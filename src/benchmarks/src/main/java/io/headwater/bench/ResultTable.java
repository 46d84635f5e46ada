package io.headwater.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Results for people. */
final class ResultTable {
  private ResultTable() {}

  static void print(List<Result> results, PrintWriter out) {
    for (Result result : results) {
      Measurement ours = result.ours();
      Peer peer = result.peer();
      out.println();
      out.println(result.name());
      result.settings().forEach((name, value) -> out.printf("  %-22s %s%n", name, value));
      out.printf("  %-22s %13s %13s %13s%n", "", "median", "min", "max");
      row(out, "headwater", ours);
      if (peer != null) {
        row(out, "peer", new Measurement(peer.median(), peer.min(), peer.max(), peer.unit()));
        out.printf("  %-22s %s%n", "the peer", peer.what());
      }
      if (result.ratio() != null) {
        out.printf(Locale.ROOT, "  %-22s %13.2f%n", "ratio", result.ratio());
      }
      out.printf(
          "  %-22s %s: %s%n",
          "goal", result.goal().sentence(ours.unit()), result.goal().verdict(ours, result.ratio()));
    }
    out.flush();
  }

  private static void row(PrintWriter out, String side, Measurement measured) {
    out.printf(
        Locale.ROOT,
        "  %-22s %,13.6g %,13.6g %,13.6g  %s%n",
        side,
        measured.median(),
        measured.min(),
        measured.max(),
        measured.unit());
  }
}
