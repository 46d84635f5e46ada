package io.headwater.bench.quality;

import io.headwater.learning.learner.Learner;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The share of images whose garment a model names rightly, in percent.
 *
 * @param byTask in [0, 100]
 */
record Accuracies(Map<Task, Double> byTask) {
  private static final int AT_ONCE = 500;

  static Accuracies of(Learner learner, List<Task> tasks, List<TwoGarments> images) {
    Map<Task, Integer> right = new HashMap<>();
    for (int from = 0; from < images.size(); from += AT_ONCE) {
      List<TwoGarments> some = images.subList(from, Math.min(images.size(), from + AT_ONCE));
      List<Example> examples = new ArrayList<>();
      for (TwoGarments image : some) {
        examples.add(Training.example(image, examples.size(), List.<Label>of()));
      }
      Map<String, double[]> predictions = learner.predict(examples);
      for (Task task : tasks) {
        double[] own = predictions.getOrDefault(task.name(), new double[0]);
        for (int i = 0; i < some.size(); i++) {
          if (best(own, i, task.classes().size()) == some.get(i).classOf(task)) {
            right.merge(task, 1, Integer::sum);
          }
        }
      }
    }
    Map<Task, Double> shares = new HashMap<>();
    tasks.forEach(task -> shares.put(task, 100.0 * right.getOrDefault(task, 0) / images.size()));
    return new Accuracies(shares);
  }

  private static int best(double[] probabilities, int row, int classes) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (probabilities[row * classes + c] > probabilities[row * classes + best]) {
        best = c;
      }
    }
    return best;
  }

  double of(Task task) {
    return byTask.getOrDefault(task, Double.NaN);
  }
}
