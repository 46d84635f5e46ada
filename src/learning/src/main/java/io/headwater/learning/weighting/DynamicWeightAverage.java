package io.headwater.learning.weighting;

import io.headwater.learning.optimise.Setting;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Dynamic weight average: Liu, Johns and Davison, "End-to-end multi-task learning with attention",
 * 2019 (DWA). A task's weight is n times the softmax of r / temperature, where r is its mean loss
 * over an interval of steps divided by that over the interval before, so that tasks whose losses
 * fall slowly count more. A stream has no epochs: intervals stand for them.
 *
 * <p>An interval is of a task's own steps, the softmax of the n tasks that a step has. A task that
 * has no two intervals yet has the ratio 1.
 *
 * @param temperature over 0; the higher, the more even the weights
 * @param interval steps of a task, from 1
 */
public record DynamicWeightAverage(double temperature, int interval) implements Weighting {
  private static final int STEPS = 0;
  private static final int SUM = 1;
  private static final int INTERVALS = 2;
  private static final int LAST = 3;
  private static final int BEFORE = 4;
  private static final int NUMBERS = 5;

  public DynamicWeightAverage {
    Setting.requirePositive("temperature", temperature);
    Setting.require(interval >= 1, "interval", interval, "1 or more");
  }

  @Override
  public String kind() {
    return "dwa";
  }

  @Override
  public int stateVersion() {
    return 1;
  }

  @Override
  public Weigher begin(List<Task> tasks, Optional<StatePart> saved) {
    return new OfRatios(this, new TaskMemory(this, NUMBERS, tasks, saved));
  }

  /**
   * @param memory of each task the steps and the sum of losses of the interval that goes on, the
   *     intervals that are over, and the mean losses of the last one and the one before
   */
  private record OfRatios(DynamicWeightAverage settings, TaskMemory memory) implements Weigher {
    @Override
    public Map<String, Double> weigh(TaskLosses step) {
      double[] scores =
          step.tasks().stream().mapToDouble(task -> ratio(task) / settings.temperature()).toArray();
      return step.byTask(Softmax.ofMeanOne(Softmax.of(scores)));
    }

    private double ratio(String task) {
      double[] own = memory.get(task, new double[NUMBERS]);
      return own[INTERVALS] < 2 ? 1 : own[LAST] / own[BEFORE];
    }

    @Override
    public void observe(AppliedStep step) {
      List<String> tasks = step.before().tasks();
      double[] losses = step.before().positive();
      for (int i = 0; i < losses.length; i++) {
        double[] own = memory.get(tasks.get(i), new double[NUMBERS]);
        own[STEPS]++;
        own[SUM] += losses[i];
        memory.put(tasks.get(i), own[STEPS] < settings.interval() ? own : nextInterval(own));
      }
    }

    private static double[] nextInterval(double[] own) {
      return new double[] {0, 0, own[INTERVALS] + 1, own[SUM] / own[STEPS], own[LAST]};
    }

    @Override
    public Optional<StatePart> state() {
      return memory.state();
    }
  }
}
