package io.headwater.learning.weighting;

import io.headwater.learning.optimise.Adam;
import io.headwater.learning.optimise.Setting;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fast adaptive multitask optimization: Liu et al., "FAMO: fast adaptive multitask optimization",
 * 2023, algorithm 1. A task's weight is proportional to z / L, where z is the softmax of scores
 * that Adam moves, 0 at first: after each step, those of tasks whose losses fell by a smaller part
 * than others' rise. That takes another forward pass, over the same examples. The weights have the
 * mean 1, where the paper has the sum 1.
 *
 * <p>The softmax is of the tasks that a step has. The score of a task that is missing stays.
 *
 * @param learningRate how far a step moves a score, at most about; over 0
 * @param decay this times the score is added to its gradient, so that what was long ago is
 *     forgotten; 0 or more. The paper's gamma
 */
public record Famo(double learningRate, double decay) implements Weighting {
  public Famo {
    adam(learningRate, decay);
  }

  private static Adam adam(double learningRate, double decay) {
    Setting.requireNotNegative("decay", decay);
    return new Adam(learningRate, 0.9, 0.999, 1e-8, decay);
  }

  @Override
  public String kind() {
    return "famo";
  }

  @Override
  public int stateVersion() {
    return 1;
  }

  @Override
  public Weigher begin(List<Task> tasks, Optional<StatePart> saved) {
    return new OfProgress(
        adam(learningRate, decay), new TaskMemory(this, LearnedNumber.LENGTH, tasks, saved));
  }

  /**
   * @param memory of each task its score, as a {@link LearnedNumber}
   */
  private record OfProgress(Adam adam, TaskMemory memory) implements Weigher {
    @Override
    public Map<String, Double> weigh(TaskLosses step) {
      double[] parts = shares(step);
      double[] losses = step.positive();
      for (int i = 0; i < parts.length; i++) {
        parts[i] /= losses[i];
      }
      return step.byTask(Softmax.ofMeanOne(Softmax.shares(parts)));
    }

    private double[] shares(TaskLosses step) {
      return Softmax.of(memory.first(step.tasks(), LearnedNumber.at(0)));
    }

    @Override
    public void observe(AppliedStep step) {
      TaskLosses before = step.before();
      double[] fall = fall(before, step.lossesAfter().get());
      if (!Arrays.stream(fall).allMatch(Double::isFinite)) {
        return;
      }
      double[] onScores = Softmax.gradient(shares(before), fall);
      for (int i = 0; i < fall.length; i++) {
        double[] own = memory.get(before.tasks().get(i), LearnedNumber.at(0));
        LearnedNumber.descend(adam, own, onScores[i]);
        memory.put(before.tasks().get(i), own);
      }
    }

    /** Of the logarithms of the losses; not finite if the step has spoilt the parameters. */
    private static double[] fall(TaskLosses before, Map<String, Double> lossesAfter) {
      double[] losses = before.positive();
      double[] after = before.positive(lossesAfter);
      double[] fall = new double[losses.length];
      for (int i = 0; i < losses.length; i++) {
        fall[i] = Math.log(losses[i]) - Math.log(after[i]);
      }
      return fall;
    }

    @Override
    public Optional<StatePart> state() {
      return memory.state();
    }
  }
}
