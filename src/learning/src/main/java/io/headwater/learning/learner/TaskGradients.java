package io.headwater.learning.learner;

import io.headwater.learning.combine.Combiner;
import io.headwater.learning.combine.TaskGram;
import io.headwater.learning.engine.ElementRule;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.Mode;
import io.headwater.learning.learner.TaskForward.Choice;
import io.headwater.learning.weighting.TaskLosses;
import io.headwater.learning.weighting.Weigher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The gradient of each task, from a pass over its own examples, and their combination. In a stream
 * the tasks have different examples, so that all passes together are hardly more work than a joint
 * one; and only gradients on parameters, not those on the features of different examples, show
 * where tasks are at odds.
 */
final class TaskGradients {
  private final ModelNetworks networks;
  private final Criteria criteria;
  private final long step;
  private final Owners owners;
  private final List<TaskForward> forwards = new ArrayList<>();

  /** The tasks that have a gradient on each network, in the order of its slots. */
  private final Map<String, List<String>> tasksOf = new LinkedHashMap<>();

  private TaskGradients(ModelNetworks networks, Criteria criteria, JointBatch joint, long step) {
    this.networks = networks;
    this.criteria = criteria;
    this.step = step;
    this.owners = new Owners(networks, joint);
  }

  static StepGradient of(
      ModelNetworks networks,
      Criteria criteria,
      JointBatch joint,
      long step,
      Weigher weigher,
      Combiner combiner,
      Map<String, ? extends Choice> choices) {
    TaskGradients gradients = new TaskGradients(networks, criteria, joint, step);
    joint.tasks().forEach(rows -> gradients.take(joint.only(rows), choices));
    if (!StepGradient.canBeTaken(gradients.forwards)) {
      return StepGradient.none(gradients.forwards);
    }
    GramMatrix gram = gradients.gramMatrix();
    Map<String, Double> weights =
        weigher.weigh(new TaskLosses(step, StepGradient.losses(gradients.forwards), gram.norms()));
    double[] byTask = gradients.tasks().stream().mapToDouble(weights::get).toArray();
    TaskGram ofWeighted = new TaskGram(step, gradients.tasks(), gram.weighted(byTask));
    if (!ofWeighted.isFinite()) {
      return StepGradient.none(gradients.forwards);
    }
    return new StepGradient(
        gradients.forwards,
        weights,
        gram,
        gradients.combine(byTask, combiner.coefficients(ofWeighted), combiner));
  }

  private void take(JointBatch ofOneTask, Map<String, ? extends Choice> choices) {
    ModelPass pass = ModelPass.forward(networks, ofOneTask, Mode.TRAINING, step);
    List<TaskForward> one =
        TaskForward.all(networks.architecture(), criteria, ofOneTask, pass, choices);
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
  private GramMatrix gramMatrix() {
    List<String> tasks = tasks();
    double[][] gram = new double[tasks.size()][tasks.size()];
    tasksOf.forEach(
        (name, own) -> {
          if (owners.isShared(name)) {
            double[][] part = networks.get(name).gramMatrix(own.size());
            for (int i = 0; i < own.size(); i++) {
              for (int j = 0; j < own.size(); j++) {
                gram[tasks.indexOf(own.get(i))][tasks.indexOf(own.get(j))] += part[i][j];
              }
            }
          }
        });
    return new GramMatrix(tasks, gram);
  }

  private Map<String, EngineNetwork> combine(
      double[] weights, double[] coefficients, Combiner combiner) {
    List<String> tasks = tasks();
    Map<String, EngineNetwork> active = new LinkedHashMap<>();
    tasksOf.forEach(
        (name, own) -> {
          boolean shared = owners.isShared(name);
          double[] factors =
              own.stream()
                  .mapToInt(tasks::indexOf)
                  .mapToDouble(i -> weights[i] * (shared ? coefficients[i] : 1))
                  .toArray();
          EngineNetwork network = networks.get(name);
          Optional<ElementRule> rule = shared ? combiner.elements(step, name) : Optional.empty();
          rule.ifPresentOrElse(
              elements -> network.combineGradients(factors, elements),
              () -> network.combineGradients(factors));
          active.put(name, network);
        });
    return active;
  }
}
