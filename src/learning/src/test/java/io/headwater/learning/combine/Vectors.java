package io.headwater.learning.combine;

import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Gradients of tasks as plain vectors.
 *
 * @param all [tasks][numbers]
 */
record Vectors(double[][] all) {
  static Vectors of(double[]... all) {
    return new Vectors(all);
  }

  static Vectors random(long seed, int tasks, int numbers) {
    Random random = new Random(seed);
    double[][] all = new double[tasks][];
    for (int i = 0; i < tasks; i++) {
      all[i] = random.doubles(numbers, -1, 1).toArray();
    }
    return new Vectors(all);
  }

  Vectors scaled(double... factors) {
    double[][] scaled = new double[all.length][];
    for (int i = 0; i < all.length; i++) {
      scaled[i] = all[i].clone();
      for (int k = 0; k < scaled[i].length; k++) {
        scaled[i][k] *= factors[factors.length == 1 ? 0 : i];
      }
    }
    return new Vectors(scaled);
  }

  Vectors reversed() {
    double[][] reversed = new double[all.length][];
    for (int i = 0; i < all.length; i++) {
      reversed[i] = all[all.length - 1 - i];
    }
    return new Vectors(reversed);
  }

  double[][] gram() {
    double[][] gram = new double[all.length][all.length];
    for (int i = 0; i < all.length; i++) {
      for (int j = 0; j < all.length; j++) {
        gram[i][j] = Matrix.inner(all[i], all[j]);
      }
    }
    return gram;
  }

  static List<Task> tasks(int count) {
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(new Task("task" + i, TaskKind.EDGES, 1, List.of()));
    }
    return tasks;
  }

  TaskGram taskGram(long step) {
    List<String> names = IntStream.range(0, all.length).mapToObj(i -> "task" + i).toList();
    return new TaskGram(step, names, gram());
  }

  double[] sum(double[] coefficients) {
    double[] sum = new double[all[0].length];
    for (int i = 0; i < all.length; i++) {
      for (int k = 0; k < sum.length; k++) {
        sum[k] += coefficients[i] * all[i][k];
      }
    }
    return sum;
  }

  double[] combined(Combination method) {
    return combined(method.begin(tasks(all.length), 7, Optional.empty()), 3);
  }

  double[] combined(Combiner combiner, long step) {
    double[] coefficients = combiner.coefficients(taskGram(step));
    return combiner
        .elements(step, "trunk")
        .map(
            rule -> {
              float[][] parts = new float[all.length][all[0].length];
              for (int i = 0; i < parts.length; i++) {
                for (int k = 0; k < parts[i].length; k++) {
                  parts[i][k] = (float) (coefficients[i] * all[i][k]);
                }
              }
              float[] met = new float[all[0].length];
              rule.combine(parts, met, met.length, 0);
              return IntStream.range(0, met.length).mapToDouble(k -> met[k]).toArray();
            })
        .orElseGet(() -> sum(coefficients));
  }

  /** Inner products with each. */
  double[] with(double[] vector) {
    return Matrix.times(all, vector);
  }

  static double norm(double[] vector) {
    return Math.sqrt(Matrix.inner(vector, vector));
  }
}
