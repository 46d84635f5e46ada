package io.headwater.bench.quality;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The mean accuracies as SVG: a panel for each width and share of missing labels, in it a dot for
 * each method with a bar of one standard deviation to both sides.
 */
final class QualityPlot {
  private static final int WIDTH = 720;
  private static final int LEFT = 130;
  private static final int RIGHT = 70;
  private static final int LINE = 20;
  private static final int TITLE = 36;
  private static final int AXIS = 30;

  private final StringBuilder svg = new StringBuilder();
  private final double from;
  private final double to;
  private int y;

  private QualityPlot(List<QualityRow> rows) {
    from = Math.floor(rows.stream().mapToDouble(row -> row.mean() - row.sd()).min().orElse(0));
    to = Math.ceil(rows.stream().mapToDouble(row -> row.mean() + row.sd()).max().orElse(100));
  }

  static void write(List<QualityRow> rows, Path file) {
    try {
      Files.writeString(file, draw(rows));
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write " + file + ": " + Reason.of(e), e);
    }
  }

  static String draw(List<QualityRow> rows) {
    Map<String, List<QualityRow>> panels = new LinkedHashMap<>();
    for (QualityRow row : rows) {
      String title =
          String.format(
              Locale.ROOT,
              "width %dx, %.0f %% of the labels missing, %s, %d seed%s",
              row.width(),
              row.missing(),
              row.passes() == 1 ? "one pass" : row.passes() + " passes",
              row.seeds(),
              row.seeds() == 1 ? "" : "s");
      panels.computeIfAbsent(title, key -> new ArrayList<>()).add(row);
    }
    QualityPlot plot = new QualityPlot(rows);
    panels.forEach(plot::panel);
    return plot.document();
  }

  private void panel(String title, List<QualityRow> rows) {
    y += TITLE;
    text(LEFT, y - 12, "start", title);
    int top = y;
    List<QualityRow> ordered =
        rows.stream().sorted(Comparator.comparingDouble(QualityRow::mean).reversed()).toList();
    for (QualityRow row : ordered) {
      row(row);
    }
    axis(top);
  }

  private void row(QualityRow row) {
    double middle = y + LINE / 2.0;
    text(LEFT - 10, middle + 4, "end", row.method());
    text(WIDTH - RIGHT + 10, middle + 4, "start", String.format(Locale.ROOT, "%.2f", row.mean()));
    line(x(row.mean() - row.sd()), middle, x(row.mean() + row.sd()), middle, "bar");
    svg.append(
        String.format(
            Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>%n", x(row.mean()), middle));
    y += LINE;
  }

  private void axis(int top) {
    double step = Math.max(1, Math.ceil((to - from) / 8));
    for (double value = from; value <= to; value += step) {
      line(x(value), top, x(value), y, "grid");
      text(x(value), y + 16, "middle", String.format(Locale.ROOT, "%.0f %%", value));
    }
    y += AXIS;
  }

  private double x(double accuracy) {
    return LEFT + (accuracy - from) / Math.max(1, to - from) * (WIDTH - LEFT - RIGHT);
  }

  private void line(double x1, double y1, double x2, double y2, String style) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>%n",
            x1,
            y1,
            x2,
            y2,
            style));
  }

  private void text(double x, double baseline, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x,
            baseline,
            anchor,
            text));
  }

  private String document() {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">
        <title>Mean accuracy of both tasks of MultiFashion, by method</title>
        <style>
        svg { background: #fff } text { font: 13px sans-serif; fill: #24292f }
        circle { fill: #0969da } .bar { stroke: #0969da; stroke-width: 2 } .grid { stroke: #d0d7de }
        </style>
        %s</svg>
        """
        .formatted(WIDTH, y, WIDTH, y, svg);
  }
}
