package io.headwater.learning.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How the pixels along one side of an image contribute to those of the resized one. Contribution k
 * takes pixel {@code source[k]} with {@code parts[k]} of {@code total} into pixel {@code
 * target[k]}; they are ordered by source, and the parts into each target add up to the total. Whole
 * numbers, so that what is made of them depends on no order and no rounding.
 */
record ResizeAxis(int[] source, int[] target, int[] parts, int total) {
  /** As in JPEG. With longer sides, the sums of {@link ImageResizer} would not be exact. */
  private static final int MAX_SIDE = 65_535;

  private record Contribution(int source, int target, int parts) {}

  /** The mean over what a pixel covers when shrinking; linear interpolation when growing. */
  static ResizeAxis smooth(int from, int to) {
    return from >= to
        ? of(coverage(from, to), from)
        : of(interpolation(from, to), 2 * checkedSide(to));
  }

  /** All that a pixel covers when shrinking; the nearest when growing. */
  static ResizeAxis covering(int from, int to) {
    return from >= to ? of(coverage(from, to), from) : of(nearest(from, to), 1);
  }

  /** The index of the first contribution, from k on, whose source is not before this one. */
  int skipTo(int sourceIndex, int k) {
    int next = k;
    while (next < source.length && source[next] < sourceIndex) {
      next++;
    }
    return next;
  }

  /** A pixel of the source is {@code to} long here, one of the target {@code from}. */
  private static List<Contribution> coverage(int from, int to) {
    checkedSide(from);
    List<Contribution> contributions = new ArrayList<>();
    for (int t = 0; t < to; t++) {
      long start = (long) t * from;
      long end = start + from;
      for (int s = (int) (start / to); (long) s * to < end; s++) {
        long overlap = Math.min(end, (s + 1L) * to) - Math.max(start, (long) s * to);
        contributions.add(new Contribution(s, t, (int) overlap));
      }
    }
    return contributions;
  }

  /** The distance between two pixels of the source is {@code 2 to} here. */
  private static List<Contribution> interpolation(int from, int to) {
    List<Contribution> contributions = new ArrayList<>();
    int distance = 2 * to;
    for (int t = 0; t < to; t++) {
      long position = (2L * t + 1) * from - to;
      long clamped = Math.max(0, Math.min((from - 1L) * distance, position));
      int before = (int) (clamped / distance);
      int beyond = (int) (clamped % distance);
      contributions.add(new Contribution(before, t, distance - beyond));
      if (beyond > 0) {
        contributions.add(new Contribution(before + 1, t, beyond));
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

  private static int checkedSide(int side) {
    if (side > MAX_SIDE) {
      throw new IllegalArgumentException(
          "a side of the image is " + side + " pixels; it must be at most " + MAX_SIDE);
    }
    return side;
  }

  private static ResizeAxis of(List<Contribution> contributions, int total) {
    List<Contribution> ordered = new ArrayList<>(contributions);
    ordered.sort(Comparator.comparingInt(Contribution::source));
    return new ResizeAxis(
        ordered.stream().mapToInt(Contribution::source).toArray(),
        ordered.stream().mapToInt(Contribution::target).toArray(),
        ordered.stream().mapToInt(Contribution::parts).toArray(),
        total);
  }
}
