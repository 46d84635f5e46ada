package io.headwater.learning.weighting;

import io.headwater.learning.optimise.Adam;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Impartial weights of losses: Liu et al., "Towards impartial multi-task learning", 2021 (IMTL-L).
 * The logarithm s of each task's weight is learned by Adam, so that it lessens exp(s) L - s. For a
 * steady loss it comes to rest where exp(s) = 1 / L: all weighted losses become 1. s begins at 0,
 * and the weight at 1.
 *
 * <p>No task's weight depends on another's. That of a task that is missing from a step stays.
 *
 * @param learningRate how far a step moves s, at most about; over 0
 */
public record ImtlL(double learningRate) implements Weighting {
  public ImtlL {
    Adam.withLearningRate(learningRate);
  }

  @Override
  public String kind() {
    return "imtl-l";
  }

  @Override
  public int stateVersion() {
    return 1;
  }

  @Override
  public Weigher begin(List<Task> tasks, Optional<StatePart> saved) {
    return new OfScales(this, new TaskMemory(this, LearnedNumber.LENGTH, tasks, saved));
  }

  /**
   * @param memory of each task s, as a {@link LearnedNumber}
   */
  private record OfScales(ImtlL settings, TaskMemory memory) implements Weigher {
    @Override
    public Map<String, Double> weigh(TaskLosses step) {
      double[] s = memory.first(step.tasks(), LearnedNumber.at(0));
      return step.byTask(Arrays.stream(s).map(Math::exp).toArray());
    }

    @Override
    public void observe(AppliedStep step) {
      List<String> tasks = step.before().tasks();
      double[] losses = step.before().positive();
      Adam adam = Adam.withLearningRate(settings.learningRate());
      for (int i = 0; i < losses.length; i++) {
        double[] s = memory.get(tasks.get(i), LearnedNumber.at(0));
        LearnedNumber.descend(adam, s, Math.exp(s[0]) * losses[i] - 1);
        memory.put(tasks.get(i), s);
      }
    }

    @Override
    public Optional<StatePart> state() {
      return memory.state();
    }
  }
}
