package io.headwater.learning.metric;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * A metric's sums over the examples of a mini-batch: only those that are not 0, since of thousands
 * of classes a mini-batch has a few.
 *
 * @param length how many sums the metric has
 * @param places where the sums lie, ascending, each from 0 to under {@code length}
 * @param sums finite
 */
public record Tally(int length, int[] places, double[] sums) {
  public Tally {
    requireNonNull(places, "places");
    requireNonNull(sums, "sums");
    if (places.length != sums.length) {
      throw new IllegalArgumentException(
          "a tally has " + places.length + " places for " + sums.length + " sums");
    }
  }

  /** Of all sums, those that are 0 among them. */
  public static Tally of(double[] all) {
    int[] places = new int[all.length];
    int count = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] != 0) {
        places[count++] = i;
      }
    }
    double[] sums = new double[count];
    for (int i = 0; i < count; i++) {
      sums[i] = all[places[i]];
    }
    return new Tally(all.length, Arrays.copyOf(places, count), sums);
  }

  /**
   * Adds these sums to others of the same metric.
   *
   * @param all {@code length} sums
   */
  public void addTo(double[] all) {
    for (int i = 0; i < places.length; i++) {
      all[places[i]] += sums[i];
    }
  }

  /** All sums, those that are 0 among them. */
  public double[] all() {
    double[] all = new double[length];
    addTo(all);
    return all;
  }
}
