package io.headwater.learning.weighting;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Random loss weighting: Lin et al., "Reasonable effectiveness of random weighting: a litmus test
 * for multi-task learning", 2022 (RLW). Each step draws a score for each task from the standard
 * normal distribution; the weights are n times their softmax, where the paper has the softmax, so
 * that they are 1 on the average.
 *
 * <p>A score follows from seed, step and the task's name: after a restart the same come again, and
 * a task more or less changes none. The softmax is of the n tasks that a step has.
 */
public record RandomWeights(long seed) implements Weighting {
  @Override
  public String kind() {
    return "rlw";
  }

  @Override
  public Weigher begin(List<Task> tasks, Optional<StatePart> saved) {
    return step -> {
      double[] scores =
          step.tasks().stream().mapToDouble(task -> score(task, step.step())).toArray();
      return step.byTask(Softmax.ofMeanOne(Softmax.of(scores)));
    };
  }

  private double score(String task, long step) {
    long ofTask = new SplittableRandom(seed ^ ((long) task.hashCode() << Integer.SIZE)).nextLong();
    return new SplittableRandom(ofTask + step).nextGaussian();
  }
}
