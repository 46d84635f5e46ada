package io.headwater.cli.plan;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The plan as text. */
final class PlanText {
  private static final String LAYER = "    %-24s %-16s %12s %12s  %s%n";

  private static final String TASK = "%-16s %-16s %7s %9s  %s%n";

  private PlanText() {}

  static void print(JobPlan plan, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "model %s, of images %s: %,d parameters, %s FLOPs to predict one image%n%n",
        plan.model(),
        shape(plan.input()),
        plan.parameters(),
        Amount.of(plan.flops()));
    plan.networks().forEach(network -> print(network, out));
    tasks(plan, out);
    out.printf(
        Locale.ROOT,
        "training   %s with %d examples of each task in a mini-batch (about, outside the heap)%n",
        Amount.ofBytes(plan.bytes().training()),
        plan.batch());
    out.printf("checkpoint %s%n", Amount.ofBytes(plan.bytes().checkpoint()));
    out.printf(
        Locale.ROOT,
        "snapshot   %s in %,d records%n%n",
        Amount.ofBytes(plan.bytes().snapshot()),
        plan.bytes().chunks());
    out.printf("%-32s %-24s %s%n", "topic", "use", "largest record");
    for (TopicPlan topic : plan.topics()) {
      out.printf(
          "%-32s %-24s %s%n",
          topic.name(), topic.use(), Amount.ofBytes(topic.largestRecordBytes()));
    }
    out.flush();
  }

  private static void print(NetworkPlan network, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s %s, reads %s: %,d parameters, %s FLOPs%n",
        network.role(),
        network.name(),
        String.join(", ", network.reads()),
        network.parameters(),
        Amount.of(network.flops()));
    out.printf(LAYER, "layer", "output", "parameters", "FLOPs", "");
    for (LayerPlan layer : network.layers()) {
      out.printf(
          LAYER,
          layer.name(),
          shape(layer.output()),
          layer.parameters() == 0 ? "" : String.format(Locale.ROOT, "%,d", layer.parameters()),
          layer.flops() == 0 ? "" : Amount.of(layer.flops()),
          layer.kind());
    }
    out.println();
  }

  private static void tasks(JobPlan plan, PrintWriter out) {
    out.printf(TASK, "task", "kind", "weight", "outputs", "loss");
    for (TaskPlan task : plan.tasks()) {
      out.printf(
          TASK,
          task.name(),
          task.kind(),
          task.weight(),
          String.format(Locale.ROOT, "%,d", task.outputs()),
          task.loss());
    }
    out.println();
    plan.methods().forEach((what, method) -> out.printf("%-16s %s%n", what, method));
    out.println();
  }

  static String shape(List<Integer> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
  }
}
