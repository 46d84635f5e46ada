package io.headwater.learning.combine;

import static io.headwater.learning.combine.Matrix.times;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Minimises xᵀMx / 2 - bᵀx over x of no number under 0, for a few unknowns, by the active set of
 * Lawson and Hanson, "Solving least squares problems", 1974, chapter 23.
 */
final class NonNegative {
  /** In units of the largest number of b. */
  private static final double TOLERANCE = 1e-10;

  private final double[][] matrix;
  private final double[] right;
  private final List<Integer> free = new ArrayList<>();
  private double[] x;

  private NonNegative(double[][] matrix, double[] right) {
    this.matrix = matrix;
    this.right = right;
    this.x = new double[right.length];
  }

  /**
   * @param matrix as of {@link SemiDefinite}
   */
  static double[] minimum(double[][] matrix, double[] right) {
    NonNegative search = new NonNegative(matrix, right);
    double largest = 0;
    for (double number : right) {
      largest = Math.max(largest, Math.abs(number));
    }
    for (int n = 0; n < 10 * right.length; n++) {
      int steepest = search.steepest(TOLERANCE * largest);
      if (steepest < 0) {
        break;
      }
      search.free.add(steepest);
      search.settle();
    }
    return search.x;
  }

  /** The unknown at 0 that would grow fastest; -1 if none would. */
  private int steepest(double atLeast) {
    double[] product = times(matrix, x);
    int steepest = -1;
    double most = atLeast;
    for (int i = 0; i < x.length; i++) {
      if (!free.contains(i) && right[i] - product[i] > most) {
        steepest = i;
        most = right[i] - product[i];
      }
    }
    return steepest;
  }

  /** Goes to the minimum over the free unknowns; those that meet 0 on the way are free no more. */
  private void settle() {
    double[] goal = goal();
    int met = firstAtZero(goal);
    while (met >= 0) {
      double share = share(met, goal);
      for (int i : free) {
        x[i] += share * (goal[i] - x[i]);
      }
      x[met] = 0;
      free.remove(Integer.valueOf(met));
      goal = goal();
      met = firstAtZero(goal);
    }
    x = goal;
  }

  /** The free unknown that is the first to meet 0 on the way to the goal; -1 if none does. */
  private int firstAtZero(double[] goal) {
    return free.stream()
        .filter(i -> goal[i] <= 0)
        .min(Comparator.comparingDouble(i -> share(i, goal)))
        .orElse(-1);
  }

  private double share(int i, double[] goal) {
    return x[i] > 0 ? x[i] / (x[i] - goal[i]) : 0;
  }

  /** The minimum over the free unknowns, whatever their signs are; 0 for the others. */
  private double[] goal() {
    int count = free.size();
    double[][] part = new double[count][count];
    double[] partOfRight = new double[count];
    for (int i = 0; i < count; i++) {
      partOfRight[i] = right[free.get(i)];
      for (int j = 0; j < count; j++) {
        part[i][j] = matrix[free.get(i)][free.get(j)];
      }
    }
    double[] solution = new SemiDefinite(part).solve(partOfRight);
    double[] goal = new double[right.length];
    for (int i = 0; i < count; i++) {
      goal[free.get(i)] = solution[i];
    }
    return goal;
  }
}
