package io.headwater.learning.learner;

import io.headwater.learning.engine.EngineNetwork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The gradient of a joint step, which lies in the networks.
 *
 * @param forwards of the tasks that have labels
 * @param weights of their losses in the joint loss; empty if a loss is not finite
 * @param gram of the tasks' gradients; none if only their sum was taken
 * @param active the networks that have a gradient, by name; none if a loss is not finite
 */
record StepGradient(
    List<TaskForward> forwards,
    Map<String, Double> weights,
    GramMatrix gram,
    Map<String, EngineNetwork> active) {
  /** Of losses that are not all finite. */
  static StepGradient none(List<TaskForward> forwards) {
    return new StepGradient(forwards, Map.of(), GramMatrix.NONE, Map.of());
  }

  static boolean finite(List<TaskForward> forwards) {
    return forwards.stream()
        .allMatch(forward -> Double.isFinite(forward.loss() + forward.auxiliaryLoss()));
  }

  static Map<String, Double> losses(List<TaskForward> forwards) {
    Map<String, Double> losses = new LinkedHashMap<>();
    forwards.forEach(forward -> losses.put(forward.task(), forward.loss()));
    return losses;
  }

  /** Over all networks; NaN if a loss is not finite. */
  double norm() {
    return active.isEmpty()
        ? Double.NaN
        : Math.sqrt(active.values().stream().mapToDouble(EngineNetwork::gradientSquareSum).sum());
  }
}
