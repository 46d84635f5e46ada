package io.headwater.learning.learner;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.combine.Combiner;
import io.headwater.learning.combine.TaskGram;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.OutputGradient;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.learner.JointBatch.TaskRows;
import io.headwater.learning.learner.ModelPass.HeadGradient;
import io.headwater.learning.model.Port;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Combines the tasks' gradients where their own networks meet those that they share: on the
 * features, summed over the rows, as the rows of the tasks are different ones. What goes on back
 * from there, in one pass, are each task's gradients times its coefficient.
 */
final class FeatureGradients {
  private final ModelNetworks networks;
  private final List<String> tasks;
  private final Owners owners;
  private final List<Meeting> meetings = new ArrayList<>();

  /** A part of a task's gradient on what is read through a port of a shared network. */
  private record Meeting(String task, Port port, OutputGradient part) {}

  private FeatureGradients(ModelNetworks networks, JointBatch joint) {
    this.networks = networks;
    this.tasks = joint.tasks().stream().map(TaskRows::task).map(task -> task.name()).toList();
    this.owners = new Owners(networks, joint);
  }

  /**
   * Runs the networks backward.
   *
   * @param gradients of the weighted losses on the outputs of heads, by head
   * @return the networks that now have a gradient, by name; none if one is not finite
   */
  static Map<String, EngineNetwork> backward(
      ModelNetworks networks,
      JointBatch joint,
      ModelPass pass,
      Map<String, HeadGradient> gradients,
      long step,
      Combiner combiner) {
    FeatureGradients features = new FeatureGradients(networks, joint);
    BackwardPass back = pass.wayBack();
    gradients.forEach(
        (head, gradient) -> {
          OutputGradient part = pass.onOutput(head, gradient);
          if (features.owners.isShared(head)) {
            features.meet(gradient.task().task().name(), features.outputOf(head), part);
          } else {
            back.add(head, part);
          }
        });
    back.run(
        network -> !features.owners.isShared(network),
        (from, to, part) -> {
          if (features.owners.isShared(to.network())) {
            features.meet(features.owners.task(from), to, part);
          } else {
            back.add(to.network(), part);
          }
        });
    TaskGram gram = new TaskGram(step, features.tasks, features.products());
    if (!gram.isFinite()) {
      return Map.of();
    }
    double[] coefficients = combiner.coefficients(gram);
    for (Meeting meeting : features.meetings) {
      double coefficient = coefficients[features.tasks.indexOf(meeting.task())];
      back.add(meeting.port().network(), meeting.part().times(coefficient));
    }
    back.run(features.owners::isShared, (from, to, part) -> back.add(to.network(), part));
    return back.active();
  }

  private void meet(String task, Port port, OutputGradient part) {
    meetings.add(new Meeting(task, port, part));
  }

  private Port outputOf(String head) {
    return Port.of(head, networks.architecture().network(head).outputs().get(0));
  }

  /** Inner products of the sums over rows, over all ports. */
  private double[][] products() {
    Map<Port, Map<String, double[]>> byPort = new LinkedHashMap<>();
    for (Meeting meeting : meetings) {
      int width = Tensor.size(networks.architecture().shape(meeting.port()));
      byPort
          .computeIfAbsent(meeting.port(), port -> new HashMap<>())
          .merge(meeting.task(), meeting.part().sumOfRows(width), FeatureGradients::plus);
    }
    double[][] products = new double[tasks.size()][tasks.size()];
    for (Map<String, double[]> sums : byPort.values()) {
      for (String one : sums.keySet()) {
        for (String other : sums.keySet()) {
          products[tasks.indexOf(one)][tasks.indexOf(other)] +=
              inner(requireNonNull(sums.get(one)), requireNonNull(sums.get(other)));
        }
      }
    }
    return products;
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = new double[a.length];
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }

  private static double inner(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
