package io.headwater.job.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How the pixels along one side of an image contribute to those of the resized one. Contribution k
 * takes pixel {@code source[k]} with {@code weight[k]} into pixel {@code target[k]}; they are
 * ordered by source, and the weights into each target add up to 1.
 */
record ResizeAxis(int[] source, int[] target, double[] weight) {
  private record Contribution(int source, int target, double weight) {}

  /** The mean over what a pixel covers when shrinking; linear interpolation when growing. */
  static ResizeAxis smooth(int from, int to) {
    return of(from >= to ? coverage(from, to) : interpolation(from, to));
  }

  /** All that a pixel covers when shrinking; the nearest when growing. */
  static ResizeAxis covering(int from, int to) {
    return of(from >= to ? coverage(from, to) : nearest(from, to));
  }

  /** The index of the first contribution, from k on, whose source is not before this one. */
  int skipTo(int sourceIndex, int k) {
    int next = k;
    while (next < source.length && source[next] < sourceIndex) {
      next++;
    }
    return next;
  }

  private static List<Contribution> coverage(int from, int to) {
    List<Contribution> contributions = new ArrayList<>();
    for (int t = 0; t < to; t++) {
      long start = (long) t * from;
      long end = start + from;
      for (int s = (int) (start / to); (long) s * to < end; s++) {
        long overlap = Math.min(end, (s + 1L) * to) - Math.max(start, (long) s * to);
        contributions.add(new Contribution(s, t, (double) overlap / from));
      }
    }
    return contributions;
  }

  private static List<Contribution> interpolation(int from, int to) {
    List<Contribution> contributions = new ArrayList<>();
    for (int t = 0; t < to; t++) {
      double position = (t + 0.5) * from / to - 0.5;
      double clamped = Math.max(0, Math.min(from - 1, position));
      int before = (int) clamped;
      double fraction = clamped - before;
      contributions.add(new Contribution(before, t, 1 - fraction));
      if (fraction > 0) {
        contributions.add(new Contribution(before + 1, t, fraction));
      }
    }
    return contributions;
  }

  private static List<Contribution> nearest(int from, int to) {
    List<Contribution> contributions = new ArrayList<>();
    for (int t = 0; t < to; t++) {
      contributions.add(new Contribution((int) ((2L * t + 1) * from / (2L * to)), t, 1));
    }
    return contributions;
  }

  private static ResizeAxis of(List<Contribution> contributions) {
    List<Contribution> ordered = new ArrayList<>(contributions);
    ordered.sort(Comparator.comparingInt(Contribution::source));
    return new ResizeAxis(
        ordered.stream().mapToInt(Contribution::source).toArray(),
        ordered.stream().mapToInt(Contribution::target).toArray(),
        ordered.stream().mapToDouble(Contribution::weight).toArray());
  }
}
