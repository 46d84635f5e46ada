package io.headwater.learning.combine;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.List;
import java.util.Optional;

/**
 * Gradient vaccine: Wang et al., "Gradient vaccine: investigating and improving multi-task
 * optimization in massively multilingual models", 2021, algorithm 1. A task's gradient that has a
 * smaller cosine with another's than the two had in the mean is turned to it until the cosine is
 * the mean one; the turned gradients add up. The mean of two tasks moves only in steps that have
 * both.
 *
 * @param beta how far a mean cosine moves in a step; over 0, at most 1
 */
public record GradVac(double beta, Gradients gradients) implements Combination {
  public GradVac {
    gradients.requireOfEachTask();
    if (!(beta > 0 && beta <= 1)) {
      throw new IllegalArgumentException("beta is " + beta + "; it must be over 0 and at most 1");
    }
  }

  @Override
  public String kind() {
    return "gradvac";
  }

  @Override
  public int stateVersion() {
    return MeanCosines.VERSION;
  }

  @Override
  public Combiner begin(List<Task> tasks, long seed, Optional<StatePart> saved) {
    return new GradVacCombiner(this, seed, MeanCosines.of(tasks, saved));
  }
}
