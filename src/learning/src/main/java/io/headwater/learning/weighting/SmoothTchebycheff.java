package io.headwater.learning.weighting;

import io.headwater.learning.optimise.Setting;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Smooth Tchebycheff scalarisation: Lin et al., "Smooth Tchebycheff scalarization for
 * multi-objective optimization", 2024, of the logarithms of the losses, as the authors use it for
 * multi-task learning. The joint loss is n mu log(sum of exp(log(L / N) / mu)), where N is the
 * task's mean loss over its first steps; its weights are n / L times the softmax of log(L / N) /
 * mu. For mu towards 0 it is the largest log(L / N): the task that has improved least counts alone.
 * In its first steps a task has the weight 1 / L, which is that of the sum of the logarithms.
 *
 * <p>First steps are a task's own; the softmax is of those n tasks of a step that have had theirs.
 *
 * @param mu over 0; the higher, the more even the tasks
 * @param warmUp first steps of a task, from 1
 */
public record SmoothTchebycheff(double mu, int warmUp) implements Weighting {
  private static final int STEPS = 0;
  private static final int SUM = 1;
  private static final int NUMBERS = 2;

  public SmoothTchebycheff {
    Setting.requirePositive("mu", mu);
    Setting.require(warmUp >= 1, "warmUp", warmUp, "1 or more");
  }

  @Override
  public String kind() {
    return "stch";
  }

  @Override
  public int stateVersion() {
    return 1;
  }

  @Override
  public Weigher begin(List<Task> tasks, Optional<StatePart> saved) {
    return new OfLargest(this, new TaskMemory(this, NUMBERS, tasks, saved));
  }

  /**
   * @param memory of each task its first steps so far, and the sum of their losses
   */
  private record OfLargest(SmoothTchebycheff settings, TaskMemory memory) implements Weigher {
    @Override
    public Map<String, Double> weigh(TaskLosses step) {
      List<String> tasks = step.tasks();
      double[] losses = step.positive();
      int[] warm =
          IntStream.range(0, losses.length).filter(i -> isWarm(of(tasks.get(i)))).toArray();
      double[] scores =
          Arrays.stream(warm).mapToDouble(i -> score(of(tasks.get(i)), losses[i])).toArray();
      double[] emphasis = Softmax.ofMeanOne(Softmax.of(scores));
      double[] weights = Arrays.stream(losses).map(loss -> 1 / loss).toArray();
      for (int i = 0; i < warm.length; i++) {
        weights[warm[i]] *= emphasis[i];
      }
      return step.byTask(weights);
    }

    private double score(double[] own, double loss) {
      return Math.log(loss * own[STEPS] / own[SUM]) / settings.mu();
    }

    private boolean isWarm(double[] own) {
      return own[STEPS] >= settings.warmUp();
    }

    private double[] of(String task) {
      return memory.get(task, new double[NUMBERS]);
    }

    @Override
    public void observe(AppliedStep step) {
      List<String> tasks = step.before().tasks();
      double[] losses = step.before().positive();
      for (int i = 0; i < losses.length; i++) {
        double[] own = of(tasks.get(i));
        if (!isWarm(own)) {
          own[STEPS]++;
          own[SUM] += losses[i];
          memory.put(tasks.get(i), own);
        }
      }
    }

    @Override
    public Optional<StatePart> state() {
      return memory.state();
    }
  }
}
