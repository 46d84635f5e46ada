package io.headwater.learning.learner;

import io.headwater.learning.combine.Combination;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.Mode;
import io.headwater.learning.learner.TaskForward.Choice;
import io.headwater.learning.weighting.Weigher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The gradient of each task, from a pass over its own examples, and their combination. In a stream
 * the tasks have different examples, so that all passes together are hardly more work than a joint
 * one; and only gradients on parameters, not those on the features of different examples, show
 * where tasks are at odds.
 */
final class TaskGradients {
  private final ModelNetworks networks;
  private final Set<String> shared;
  private final List<TaskForward> forwards = new ArrayList<>();

  /** The tasks that have a gradient on each network, in the order of its slots. */
  private final Map<String, List<String>> tasksOf = new LinkedHashMap<>();

  private TaskGradients(ModelNetworks networks) {
    this.networks = networks;
    this.shared = networks.shared();
  }

  static StepGradient of(
      ModelNetworks networks,
      JointBatch joint,
      long step,
      Weigher weigher,
      Combination combination,
      Map<String, ? extends Choice> choices) {
    TaskGradients gradients = new TaskGradients(networks);
    joint.tasks().forEach(rows -> gradients.take(joint.only(rows), step, choices));
    if (!StepGradient.canBeTaken(gradients.forwards)) {
      return StepGradient.none(gradients.forwards);
    }
    Map<String, Double> weights = weigher.weigh(StepGradient.losses(gradients.forwards));
    double[] byTask = gradients.tasks().stream().mapToDouble(weights::get).toArray();
    double[][] gram = gradients.gramMatrix();
    double[] coefficients = combination.coefficients(weighted(gram, byTask));
    return new StepGradient(
        gradients.forwards,
        weights,
        gradients.norms(gram),
        gradients.combine(byTask, coefficients));
  }

  private void take(JointBatch ofOneTask, long step, Map<String, ? extends Choice> choices) {
    ModelPass pass = ModelPass.forward(networks, ofOneTask, Mode.TRAINING, step);
    List<TaskForward> one = TaskForward.all(networks.architecture(), ofOneTask, pass, choices);
    forwards.addAll(one);
    pass.backward(one.get(0).weighted(1))
        .forEach(
            (name, network) -> {
              List<String> tasks = tasksOf.computeIfAbsent(name, key -> new ArrayList<>());
              network.keepGradients(tasks.size());
              tasks.add(one.get(0).task());
            });
  }

  private List<String> tasks() {
    return forwards.stream().filter(TaskForward::learns).map(TaskForward::task).toList();
  }

  /** Of the tasks' gradients, on all that is not a task's own. */
  private double[][] gramMatrix() {
    List<String> tasks = tasks();
    double[][] gram = new double[tasks.size()][tasks.size()];
    tasksOf.forEach(
        (name, own) -> {
          if (shared.contains(name)) {
            double[][] part = networks.get(name).gramMatrix(own.size());
            for (int i = 0; i < own.size(); i++) {
              for (int j = 0; j < own.size(); j++) {
                gram[tasks.indexOf(own.get(i))][tasks.indexOf(own.get(j))] += part[i][j];
              }
            }
          }
        });
    return gram;
  }

  private static double[][] weighted(double[][] gram, double[] weights) {
    double[][] weighted = new double[gram.length][gram.length];
    for (int i = 0; i < gram.length; i++) {
      for (int j = 0; j < gram.length; j++) {
        weighted[i][j] = weights[i] * weights[j] * gram[i][j];
      }
    }
    return weighted;
  }

  private Map<String, Double> norms(double[][] gram) {
    Map<String, Double> norms = new LinkedHashMap<>();
    for (int i = 0; i < gram.length; i++) {
      norms.put(tasks().get(i), Math.sqrt(gram[i][i]));
    }
    return norms;
  }

  private Map<String, EngineNetwork> combine(double[] weights, double[] coefficients) {
    List<String> tasks = tasks();
    Map<String, EngineNetwork> active = new LinkedHashMap<>();
    tasksOf.forEach(
        (name, own) -> {
          double[] factors =
              own.stream()
                  .mapToInt(tasks::indexOf)
                  .mapToDouble(i -> weights[i] * (shared.contains(name) ? coefficients[i] : 1))
                  .toArray();
          networks.get(name).combineGradients(factors);
          active.put(name, networks.get(name));
        });
    return active;
  }
}
