package io.headwater.learning.learner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Inner products of the gradients of the tasks' unweighted losses on all that they share.
 *
 * @param tasks that have labels in the step
 * @param products [tasks, tasks]
 */
record GramMatrix(List<String> tasks, double[][] products) {
  /** Of gradients that were not taken one by one. */
  static final GramMatrix NONE = new GramMatrix(List.of(), new double[0][0]);

  /** Of the gradients times these factors. */
  double[][] weighted(double[] factors) {
    double[][] weighted = new double[tasks.size()][tasks.size()];
    for (int i = 0; i < tasks.size(); i++) {
      for (int j = 0; j < tasks.size(); j++) {
        weighted[i][j] = factors[i] * factors[j] * products[i][j];
      }
    }
    return weighted;
  }

  /** Norm of each task's gradient. */
  Map<String, Double> norms() {
    Map<String, Double> norms = new LinkedHashMap<>();
    for (int i = 0; i < tasks.size(); i++) {
      norms.put(tasks.get(i), Math.sqrt(products[i][i]));
    }
    return norms;
  }

  /** Of the angle between two gradients; NaN if one of them is 0. */
  double cosine(int i, int j) {
    return products[i][j] / Math.sqrt(products[i][i] * products[j][j]);
  }
}
