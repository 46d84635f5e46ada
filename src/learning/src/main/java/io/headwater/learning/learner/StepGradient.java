package io.headwater.learning.learner;

import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.learner.TaskForward.Choice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The gradient of a joint step, which lies in the networks.
 *
 * @param forwards of the tasks that have labels
 * @param weights of the losses in the joint loss, of those that learn; empty if a loss is not
 *     finite
 * @param gram of the tasks' gradients; none if only their sum was taken
 * @param active the networks that have a gradient, by name; none if a loss is not finite
 */
record StepGradient(
    List<TaskForward> forwards,
    Map<String, Double> weights,
    GramMatrix gram,
    Map<String, EngineNetwork> active) {
  /** Of losses that are not all finite, or of which none is learned. */
  static StepGradient none(List<TaskForward> forwards) {
    return new StepGradient(forwards, Map.of(), GramMatrix.NONE, Map.of());
  }

  /** The same examples for the members of ensembles once more. */
  Map<String, Choice> choices() {
    Map<String, Choice> choices = new LinkedHashMap<>();
    for (TaskForward forward : forwards) {
      forward
          .members()
          .ifPresent(
              members -> choices.put(forward.task(), (rows, ids, outputs) -> members.draw()));
    }
    return choices;
  }

  static boolean finite(List<TaskForward> forwards) {
    return forwards.stream()
        .allMatch(forward -> Double.isFinite(forward.loss() + forward.auxiliaryLoss()));
  }

  static boolean canBeTaken(List<TaskForward> forwards) {
    return finite(forwards) && forwards.stream().anyMatch(TaskForward::learns);
  }

  /** Of the tasks that learn. */
  static Map<String, Double> losses(List<TaskForward> forwards) {
    Map<String, Double> losses = new LinkedHashMap<>();
    forwards.stream()
        .filter(TaskForward::learns)
        .forEach(forward -> losses.put(forward.task(), forward.loss()));
    return losses;
  }

  /** Over all networks; NaN if a loss is not finite, 0 if no example was to be learned. */
  double norm() {
    if (active.isEmpty()) {
      return finite(forwards) ? 0 : Double.NaN;
    }
    return Math.sqrt(active.values().stream().mapToDouble(EngineNetwork::gradientSquareSum).sum());
  }
}
