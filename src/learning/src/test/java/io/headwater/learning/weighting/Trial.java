package io.headwater.learning.weighting;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A weigher of tasks named by letters, which sees steps that are made up. */
final class Trial {
  private final Weigher weigher;
  private long steps;

  private Trial(Weigher weigher) {
    this.weigher = weigher;
  }

  static Trial of(Weighting weighting, String... tasks) {
    return goingOn(weighting, Optional.empty(), 0, tasks);
  }

  static Trial goingOn(
      Weighting weighting, Optional<StatePart> saved, long steps, String... tasks) {
    Trial trial = new Trial(weighting.begin(named(tasks), saved));
    trial.steps = steps;
    return trial;
  }

  static List<Task> named(String... names) {
    return Arrays.stream(names).map(name -> new Task(name, TaskKind.EDGES, 1, List.of())).toList();
  }

  /** Values by "a", "b", and so on. */
  static Map<String, Double> byLetter(double... values) {
    Map<String, Double> byLetter = new LinkedHashMap<>();
    for (double value : values) {
      byLetter.put(String.valueOf((char) ('a' + byLetter.size())), value);
    }
    return byLetter;
  }

  /** The weights of the next step. */
  Map<String, Double> weigh(Map<String, Double> losses, Map<String, Double> norms) {
    return weigher.weigh(new TaskLosses(steps, losses, norms));
  }

  /** The weights of the next step, whose tasks all have gradients of norm 1. */
  Map<String, Double> weigh(Map<String, Double> losses) {
    return weigh(losses, ones(losses));
  }

  /** Takes a step. */
  void step(
      Map<String, Double> losses, Map<String, Double> norms, Map<String, Double> lossesAfter) {
    TaskLosses before = new TaskLosses(steps, losses, norms);
    weigher.observe(new AppliedStep(before, weigher.weigh(before), () -> lossesAfter));
    steps++;
  }

  /** Takes a step, whose tasks all have gradients of norm 1, that changes no loss. */
  void step(Map<String, Double> losses) {
    step(losses, ones(losses), losses);
  }

  long steps() {
    return steps;
  }

  Optional<StatePart> state() {
    return weigher.state();
  }

  private static Map<String, Double> ones(Map<String, Double> losses) {
    Map<String, Double> ones = new LinkedHashMap<>(losses);
    ones.replaceAll((task, loss) -> 1.0);
    return ones;
  }
}
