package io.headwater.learning.weighting;

import io.headwater.learning.optimise.Adam;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Weights by uncertainty: Kendall, Gal and Cipolla, "Multi-task learning using uncertainty to weigh
 * losses for scene geometry and semantics", 2018, section 3.2. The logarithm s of each task's
 * variance is learned by Adam, so that it lessens exp(-s) L / 2 + s / 2, in which s / 2 keeps the
 * weight exp(-s) / 2 from vanishing. For a steady loss it comes to rest where exp(-s) = 1 / L. This
 * is the paper's form for regression, for tasks of all kinds; s begins at -log 2, and the weight at
 * 1.
 *
 * <p>No task's weight depends on another's. That of a task that is missing from a step stays.
 *
 * @param learningRate how far a step moves s, at most about; over 0
 */
public record Uncertainty(double learningRate) implements Weighting {
  private static final double BEGINNING = -Math.log(2);

  public Uncertainty {
    Adam.withLearningRate(learningRate);
  }

  @Override
  public String kind() {
    return "uncertainty";
  }

  @Override
  public int stateVersion() {
    return 1;
  }

  @Override
  public Weigher begin(List<Task> tasks, Optional<StatePart> saved) {
    return new OfVariances(this, new TaskMemory(this, LearnedNumber.LENGTH, tasks, saved));
  }

  /**
   * @param memory of each task s, as a {@link LearnedNumber}
   */
  private record OfVariances(Uncertainty settings, TaskMemory memory) implements Weigher {
    @Override
    public Map<String, Double> weigh(TaskLosses step) {
      double[] s = memory.first(step.tasks(), LearnedNumber.at(BEGINNING));
      return step.byTask(Arrays.stream(s).map(each -> Math.exp(-each) / 2).toArray());
    }

    @Override
    public void observe(AppliedStep step) {
      List<String> tasks = step.before().tasks();
      double[] losses = step.before().positive();
      Adam adam = Adam.withLearningRate(settings.learningRate());
      for (int i = 0; i < losses.length; i++) {
        double[] s = memory.get(tasks.get(i), LearnedNumber.at(BEGINNING));
        LearnedNumber.descend(adam, s, (1 - Math.exp(-s[0]) * losses[i]) / 2);
        memory.put(tasks.get(i), s);
      }
    }

    @Override
    public Optional<StatePart> state() {
      return memory.state();
    }
  }
}
