package io.headwater.bench.quality;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * What one method came to, over all seeds. Accuracies are percent of the test images.
 *
 * @param method "single" for a network for each task, "uniform" for equal weights, or a method's
 *     name
 * @param missing share of the labels that were missing, in percent
 * @param width of the network, 1 for the usual one
 * @param passes over the training images
 * @param seeds how many were tried
 * @param left mean accuracy of that task
 * @param right likewise
 * @param mean of both tasks and all seeds
 * @param sd sample standard deviation, between seeds, of the mean of both tasks; 0 for one seed
 */
@JsonPropertyOrder({"method", "missing", "width", "passes", "seeds", "left", "right", "mean", "sd"})
record QualityRow(
    String method,
    double missing,
    int width,
    int passes,
    int seeds,
    double left,
    double right,
    double mean,
    double sd) {
  /**
   * @param missing a share in [0, 1)
   * @param runs one for each seed
   */
  static QualityRow of(
      String method, double missing, int width, int passes, List<Accuracies> runs) {
    double left = mean(runs.stream().map(run -> run.of(TwoHeads.LEFT)).toList());
    double right = mean(runs.stream().map(run -> run.of(TwoHeads.RIGHT)).toList());
    List<Double> means =
        runs.stream().map(run -> (run.of(TwoHeads.LEFT) + run.of(TwoHeads.RIGHT)) / 2).toList();
    return new QualityRow(
        method,
        100 * missing,
        width,
        passes,
        runs.size(),
        left,
        right,
        mean(means),
        deviation(means));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private static double deviation(List<Double> values) {
    if (values.size() < 2) {
      return 0;
    }
    double mean = mean(values);
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.size() - 1));
  }
}
