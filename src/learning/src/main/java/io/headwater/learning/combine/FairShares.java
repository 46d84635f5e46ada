package io.headwater.learning.combine;

import static io.headwater.learning.combine.Matrix.inner;
import static io.headwater.learning.combine.Matrix.times;

import java.util.Arrays;

/**
 * Solves G a = a^-p for a over 0, where p is over 0: the minimum of a convex function, by Newton's
 * method with steps that stay over 0. Where gradients cancel out there is no solution; a ridge (see
 * {@link SemiDefinite#RIDGE}) bounds what is given then.
 */
final class FairShares {
  private static final int MOST_STEPS = 50;
  private static final double SOLVED = 1e-9;
  private static final double SHORTEST = 1e-6;

  private final double[][] matrix;
  private final double[] scales;
  private final double p;

  private FairShares(Cosines cosines, double p) {
    this.matrix = cosines.cosines();
    this.p = p;
    this.scales = Arrays.stream(cosines.norms()).map(norm -> Math.pow(norm, p - 1)).toArray();
    for (int i = 0; i < matrix.length; i++) {
      matrix[i][i] += SemiDefinite.RIDGE;
    }
  }

  static double[] of(double[][] gram, double p) {
    Cosines cosines = Cosines.of(gram);
    return cosines.ofVectors(new FairShares(cosines, p).solution());
  }

  /** From what it would be if no gradient had a part in another. */
  private double[] solution() {
    double[] x = Arrays.stream(scales).map(scale -> Math.pow(scale, 1 / (1 + p))).toArray();
    double[] rest = rest(x);
    for (int n = 0; n < MOST_STEPS && error(x, rest) > SOLVED; n++) {
      double[] step = new SemiDefinite(curvature(x)).solve(rest);
      double[] from = x;
      double slope = inner(step, rest);
      double length = Math.min(1, within(x, step));
      x = moved(from, length, step);
      rest = rest(x);
      while (inner(step, rest) < -0.9 * slope && length > SHORTEST) {
        length /= 2;
        x = moved(from, length, step);
        rest = rest(x);
      }
    }
    return x;
  }

  /** What is missing: k x^-p - C x. */
  private double[] rest(double[] x) {
    double[] rest = times(matrix, x);
    Arrays.setAll(rest, i -> scales[i] * Math.pow(x[i], -p) - rest[i]);
    return rest;
  }

  /** In units of what each gains. */
  private double error(double[] x, double[] rest) {
    double error = 0;
    for (int i = 0; i < x.length; i++) {
      error = Math.max(error, Math.abs(rest[i]) / (scales[i] * Math.pow(x[i], -p)));
    }
    return error;
  }

  private double[][] curvature(double[] x) {
    double[][] curvature = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      curvature[i] = matrix[i].clone();
      curvature[i][i] += p * scales[i] * Math.pow(x[i], -p - 1);
    }
    return curvature;
  }

  /** How far it may go along the step without coming near to 0. */
  private static double within(double[] x, double[] step) {
    double within = Double.POSITIVE_INFINITY;
    for (int i = 0; i < x.length; i++) {
      if (step[i] < 0) {
        within = Math.min(within, -0.9 * x[i] / step[i]);
      }
    }
    return within;
  }

  private static double[] moved(double[] x, double length, double[] step) {
    double[] moved = new double[x.length];
    Arrays.setAll(moved, i -> x[i] + length * step[i]);
    return moved;
  }
}
