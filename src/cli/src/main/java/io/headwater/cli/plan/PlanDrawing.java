package io.headwater.cli.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plan as SVG: from left to right the topics that are read, the towers, the heads, and the
 * topics that are written.
 */
final class PlanDrawing {
  private static final int BOX = 260;
  private static final int GAP = 70;
  private static final int MARGIN = 20;
  private static final int LINE = 17;
  private static final int PADDING = 10;
  private static final int BETWEEN = 16;

  private final StringBuilder boxes = new StringBuilder();
  private final StringBuilder lines = new StringBuilder();
  private final Map<String, Box> byName = new HashMap<>();
  private int height;

  /** A box at its place. */
  private record Box(int left, int top, int bottom) {
    int middle() {
      return (top + bottom) / 2;
    }
  }

  private PlanDrawing() {}

  static String of(JobPlan plan) {
    PlanDrawing drawing = new PlanDrawing();
    drawing.draw(plan);
    return drawing.document(plan);
  }

  private void draw(JobPlan plan) {
    column(0, plan.topics().stream().filter(topic -> !topic.use().equals("written")).toList());
    networks(1, plan.networks().stream().filter(NetworkPlan::isTower).toList(), plan.tasks());
    networks(2, plan.networks().stream().filter(each -> !each.isTower()).toList(), plan.tasks());
    column(3, plan.topics().stream().filter(topic -> topic.use().equals("written")).toList());
    methods(plan.methods());
    for (NetworkPlan network : plan.networks()) {
      for (String read : network.reads()) {
        connect(byName.get(read), byName.get(network.name()));
      }
    }
  }

  private void column(int column, List<TopicPlan> topics) {
    int y = MARGIN + LINE;
    for (TopicPlan topic : topics) {
      List<String> text =
          List.of(topic.use(), "records of up to " + Amount.ofBytes(topic.largestRecordBytes()));
      y = box(column, y, "topic", topic.name(), text).bottom() + BETWEEN;
    }
    height = Math.max(height, y);
  }

  private void networks(int column, List<NetworkPlan> networks, List<TaskPlan> tasks) {
    int y = MARGIN + LINE;
    for (NetworkPlan network : networks) {
      List<String> text = new ArrayList<>();
      text.add(
          "%s parameters, %s FLOPs"
              .formatted(Amount.of(network.parameters()), Amount.of(network.flops())));
      tasks.stream()
          .filter(task -> task.name().equals(network.name()))
          .forEach(
              task -> {
                text.add(task.kind() + ", weight " + task.weight());
                text.add("loss: " + task.loss());
              });
      for (LayerPlan layer : network.layers()) {
        text.add(layer.name() + "  " + PlanText.shape(layer.output()));
      }
      Box box = box(column, y, "network", network.role() + " " + network.name(), text);
      byName.put(network.name(), box);
      y = box.bottom() + BETWEEN;
    }
    height = Math.max(height, y);
  }

  /** Below all boxes. */
  private void methods(Map<String, String> methods) {
    for (Map.Entry<String, String> method : methods.entrySet()) {
      height += LINE;
      text(MARGIN, height, "line", method.getKey() + ": " + method.getValue());
    }
    height += MARGIN;
  }

  private Box box(int column, int top, String style, String title, List<String> text) {
    int left = MARGIN + column * (BOX + GAP);
    int bottom = top + 2 * PADDING + LINE * (1 + text.size());
    boxes.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" class=\"%s\"/>%n",
            left,
            top,
            BOX,
            bottom - top,
            style));
    int y = top + PADDING + LINE - 4;
    text(left + PADDING, y, "title", title);
    for (String line : text) {
      y += LINE;
      text(left + PADDING, y, "line", line);
    }
    return new Box(left, top, bottom);
  }

  private void text(int x, int y, String style, String text) {
    boxes.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" class=\"%s\">%s</text>%n",
            x,
            y,
            style,
            text.replace("&", "&amp;").replace("<", "&lt;")));
  }

  /** Draws a curve from one network to another that reads it; the image has no box. */
  private void connect(@Nullable Box from, @Nullable Box to) {
    if (from == null || to == null) {
      return;
    }
    int x1 = from.left() + BOX;
    int x2 = to.left();
    int bend = Math.max(GAP, Math.abs(x2 - x1)) / 2;
    lines.append(
        String.format(
            Locale.ROOT,
            "<path d=\"M%d %d C%d %d %d %d %d %d\"/>%n",
            x1,
            from.middle(),
            x1 + bend,
            from.middle(),
            x2 - bend,
            to.middle(),
            x2,
            to.middle()));
  }

  private String document(JobPlan plan) {
    int width = 2 * MARGIN + 4 * BOX + 3 * GAP;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">
        <title>Plan of model %s</title>
        <style>
        svg { background: #fff } text { font: 12px sans-serif; fill: #24292f } .title { font-weight: bold }
        rect { stroke: #57606a } .topic { fill: #fff8c5 } .network { fill: #ddf4ff } path { stroke: #57606a; fill: none }
        </style>
        <text x="%d" y="%d" class="title">read</text>
        <text x="%d" y="%d" class="title">%s: %s parameters, %s FLOPs for an image</text>
        <text x="%d" y="%d" class="title">written</text>
        %s%s</svg>
        """
        .formatted(
            width,
            height,
            width,
            height,
            plan.model(),
            MARGIN,
            MARGIN,
            MARGIN + BOX + GAP,
            MARGIN,
            plan.model(),
            Amount.of(plan.parameters()),
            Amount.of(plan.flops()),
            MARGIN + 3 * (BOX + GAP),
            MARGIN,
            lines,
            boxes);
  }
}
