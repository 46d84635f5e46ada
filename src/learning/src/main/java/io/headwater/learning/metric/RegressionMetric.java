package io.headwater.learning.metric;

import io.headwater.learning.task.Label;
import java.util.List;
import java.util.Map;

/**
 * "mae", the mean absolute error, and "rmse", the root of the mean squared error, both in the
 * label's own unit. The tally is [examples, sum of absolute errors, sum of squared errors] over
 * predictions that are finite.
 */
final class RegressionMetric implements Metric {
  @Override
  public String headline() {
    return "mae";
  }

  @Override
  public Tally tally(double[] predictions, List<Label> labels) {
    double[] tally = new double[3];
    for (int n = 0; n < labels.size(); n++) {
      double error = predictions[n] - labels.get(n).number();
      if (Double.isFinite(error)) {
        tally[0]++;
        tally[1] += Math.abs(error);
        tally[2] += error * error;
      }
    }
    return Tally.of(tally);
  }

  @Override
  public Map<String, Double> values(double[] sums) {
    return Values.of("mae", sums[1] / sums[0], "rmse", Math.sqrt(sums[2] / sums[0]));
  }
}
