package io.headwater.bench;

import java.util.List;

/**
 * What samples of one thing came to.
 *
 * @param median the middle one, or the mean of the middle two
 * @param unit such as "images/s", "ms" or "MiB"
 */
public record Measurement(double median, double min, double max, String unit) {
  public Measurement {
    if (!(min <= median && median <= max)) {
      throw new IllegalArgumentException(
          "median " + median + " is not from min " + min + " to max " + max);
    }
  }

  /**
   * @param samples at least one; none is NaN
   */
  public static Measurement of(List<Double> samples, String unit) {
    double[] sorted = samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int count = sorted.length;
    if (count == 0) {
      throw new IllegalArgumentException("there are no samples");
    }
    double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    return new Measurement(median, sorted[0], sorted[count - 1], unit);
  }
}
