package io.headwater.learning.combine;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Inner products of the gradients of the tasks' weighted losses.
 *
 * @param step number of the step
 * @param tasks names of those that have labels in the step
 * @param products [tasks, tasks]
 */
public record TaskGram(long step, List<String> tasks, double[][] products) {
  /** Norms under this share of the largest count as zero. */
  private static final double NEGLIGIBLE = 1e-12;

  public TaskGram {
    tasks = List.copyOf(tasks);
    if (products.length != tasks.size()) {
      throw new IllegalArgumentException(
          "there are " + products.length + " rows of products of the tasks " + tasks);
    }
  }

  /** Whether all are numbers. */
  public boolean isFinite() {
    return IntStream.range(0, products.length)
        .allMatch(i -> IntStream.range(0, i + 1).allMatch(j -> Double.isFinite(products[i][j])));
  }

  /** Coefficients that are found for the gradients that are not zero; 1 for the others. */
  double[] amongNonZero(Function<TaskGram, double[]> coefficients) {
    double largest = IntStream.range(0, products.length).mapToDouble(this::norm).max().orElse(0);
    int[] chosen =
        IntStream.range(0, products.length).filter(i -> norm(i) > NEGLIGIBLE * largest).toArray();
    double[] all = new double[products.length];
    Arrays.fill(all, 1);
    if (chosen.length > 0) {
      double[] found = coefficients.apply(of(chosen));
      for (int i = 0; i < chosen.length; i++) {
        all[chosen[i]] = found[i];
      }
    }
    return all;
  }

  private TaskGram of(int[] chosen) {
    double[][] some = new double[chosen.length][chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      for (int j = 0; j < chosen.length; j++) {
        some[i][j] = products[chosen[i]][chosen[j]];
      }
    }
    return new TaskGram(step, IntStream.of(chosen).mapToObj(tasks::get).toList(), some);
  }

  private double norm(int i) {
    return Math.sqrt(Math.max(0, products[i][i]));
  }
}
