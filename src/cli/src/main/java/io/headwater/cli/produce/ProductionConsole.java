package io.headwater.cli.produce;

import io.headwater.cli.ProgressLine;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** Says how far a source is sent. */
final class ProductionConsole {
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int MOST_SHOWN = 20;

  private final PrintWriter out;
  private final ProgressLine line;
  private final OptionalLong total;
  private final String brokers;
  private long start = System.nanoTime();
  private long lastAnswer = System.nanoTime();
  private long before;

  /**
   * @param terminal whether a line on the screen can be overwritten
   * @param total how many images there are, if that is known
   */
  ProductionConsole(PrintWriter out, boolean terminal, OptionalLong total, String brokers) {
    this.out = out;
    this.line = new ProgressLine(out, terminal);
    this.total = total;
    this.brokers = brokers;
  }

  /**
   * @param handled images that an earlier run has done with
   */
  void begins(long handled) {
    before = handled;
    start = System.nanoTime();
    lastAnswer = start;
    if (handled > 0) {
      out.printf("goes on after %,d images%n", handled);
      out.flush();
    }
  }

  /**
   * @param anything whether the broker has said anything, or has nothing to say
   */
  void answered(boolean anything) {
    if (anything) {
      lastAnswer = System.nanoTime();
    }
  }

  void show(long handled, long refused) {
    long now = System.nanoTime();
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%,d", handled));
    total.ifPresent(
        all ->
            text.append(
                String.format(
                    Locale.ROOT, " of %,d (%d %%)", all, all == 0 ? 100 : 100 * handled / all)));
    text.append(
        String.format(
            Locale.ROOT,
            "  %,.0f/s  refused %,d",
            (handled - before) / Math.max(1, (now - start) / NANOS_PER_SECOND),
            refused));
    if (now - lastAnswer > SILENCE.toNanos()) {
      text.append(
          "  no answer from %s for %d s, waiting"
              .formatted(brokers, Duration.ofNanos(now - lastAnswer).toSeconds()));
    }
    line.show(text.toString());
  }

  void ends() {
    line.end();
  }

  void stopped(boolean kept) {
    out.println(
        kept
            ? "stopped; the same command goes on from here"
            : "stopped; with --resume FILE the same command would go on from here");
    out.flush();
  }

  void done(ProduceReport report) {
    out.printf(Locale.ROOT, "sent %,d events%n", report.sent());
    report
        .topics()
        .forEach((topic, count) -> out.printf(Locale.ROOT, "  %,d to %s%n", count, topic));
    if (report.refused() > 0) {
      out.printf(Locale.ROOT, "refused %,d images%n", report.refused());
      report.refusals().stream().limit(MOST_SHOWN).forEach(each -> out.println("  " + each));
      if (report.refused() > MOST_SHOWN) {
        out.println("  and more; --json FILE has them");
      }
    }
    out.flush();
  }
}
