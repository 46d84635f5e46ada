package io.headwater.learning.weighting;

import io.headwater.learning.optimise.Adam;
import io.headwater.learning.optimise.Setting;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gradients of one size: Chen et al., "GradNorm: gradient normalization for adaptive loss balancing
 * in deep multitask networks", 2018, section 3. The norm of each task's weighted gradient, on all
 * that the tasks share, is drawn to their mean times r^alpha, where r says how much of its first
 * loss the task still has, compared to the others'. The weights are n times the softmax of scores
 * that Adam moves, 0 at first, so that they stay over 0.
 *
 * <p>The norms, their mean, r and the softmax are of the n tasks that a step has. The score of a
 * task that is missing stays; the first loss of a task that comes later is that of its own first
 * step.
 *
 * @param alpha how strongly tasks that learn slowly are favoured, 0 or more
 * @param learningRate how far a step moves a score, at most about; over 0
 */
public record GradNorm(double alpha, double learningRate) implements Weighting {
  private static final int FIRST_LOSS = LearnedNumber.LENGTH;

  public GradNorm {
    Setting.requireNotNegative("alpha", alpha);
    Adam.withLearningRate(learningRate);
  }

  @Override
  public String kind() {
    return "gradnorm";
  }

  @Override
  public boolean needsTaskGradients() {
    return true;
  }

  @Override
  public int stateVersion() {
    return 1;
  }

  @Override
  public Weigher begin(List<Task> tasks, Optional<StatePart> saved) {
    return new OfNorms(this, new TaskMemory(this, FIRST_LOSS + 1, tasks, saved));
  }

  /**
   * @param memory of each task its score, as a {@link LearnedNumber}, and its first loss
   */
  private record OfNorms(GradNorm settings, TaskMemory memory) implements Weigher {
    @Override
    public Map<String, Double> weigh(TaskLosses step) {
      return step.byTask(Softmax.ofMeanOne(shares(step)));
    }

    private double[] shares(TaskLosses step) {
      return Softmax.of(memory.first(step.tasks(), LearnedNumber.at(0)));
    }

    @Override
    public void observe(AppliedStep step) {
      TaskLosses before = step.before();
      List<String> tasks = before.tasks();
      double[] losses = before.positive();
      double[] onScores = Softmax.gradient(shares(before), onShares(before, losses));
      Adam adam = Adam.withLearningRate(settings.learningRate());
      for (int i = 0; i < losses.length; i++) {
        double[] own = memory.get(tasks.get(i), beginning(losses[i]));
        LearnedNumber.descend(adam, own, onScores[i]);
        memory.put(tasks.get(i), own);
      }
    }

    /** Of the sum of the distances between norms and what they are drawn to (equation 2). */
    private double[] onShares(TaskLosses before, double[] losses) {
      int count = losses.length;
      double[] weights = Softmax.ofMeanOne(shares(before));
      double[] norms = before.norms();
      double[] left = new double[count];
      double meanNorm = 0;
      double meanLeft = 0;
      for (int i = 0; i < count; i++) {
        left[i] = losses[i] / memory.get(before.tasks().get(i), beginning(losses[i]))[FIRST_LOSS];
        meanNorm += weights[i] * norms[i] / count;
        meanLeft += left[i] / count;
      }
      double[] onShares = new double[count];
      for (int i = 0; i < count; i++) {
        double target = meanNorm * Math.pow(left[i] / meanLeft, settings.alpha());
        onShares[i] = count * norms[i] * Math.signum(weights[i] * norms[i] - target);
      }
      return onShares;
    }

    private static double[] beginning(double firstLoss) {
      return new double[] {0, 0, 0, 0, firstLoss};
    }

    @Override
    public Optional<StatePart> state() {
      return memory.state();
    }
  }
}
