package io.headwater.learning.metric;

import io.headwater.learning.task.Label;
import java.util.List;
import java.util.Map;

/**
 * "meanIou", the mean intersection over union of predicted and labelled box over the examples in
 * which the object is present, and "presenceAccuracy", at a probability of a half. The tally is
 * [examples, right about presence, examples with the object, sum of their intersections over
 * union].
 */
final class LocationMetric implements Metric {
  private static final int OUTPUTS = 5;

  @Override
  public String headline() {
    return "meanIou";
  }

  @Override
  public Tally tally(double[] predictions, List<Label> labels) {
    double[] tally = new double[4];
    for (int n = 0; n < labels.size(); n++) {
      int row = n * OUTPUTS;
      Label label = labels.get(n);
      tally[0]++;
      tally[1] += (predictions[row] >= 0.5) == label.present() ? 1 : 0;
      if (label.present()) {
        tally[2]++;
        tally[3] += intersectionOverUnion(predictions, row, label.values());
      }
    }
    return Tally.of(tally);
  }

  @Override
  public Map<String, Double> values(double[] tally) {
    return Values.of("meanIou", tally[3] / tally[2], "presenceAccuracy", tally[1] / tally[0]);
  }

  private static double intersectionOverUnion(double[] predictions, int row, float[] label) {
    double width = overlap(predictions[row + 1], predictions[row + 3], label[1], label[3]);
    double height = overlap(predictions[row + 2], predictions[row + 4], label[2], label[4]);
    double intersection = width * height;
    double union = predictions[row + 3] * predictions[row + 4] + label[3] * label[4] - intersection;
    return intersection > 0 ? intersection / union : 0;
  }

  private static double overlap(double center, double size, double otherCenter, double otherSize) {
    double from = Math.max(center - size / 2, otherCenter - otherSize / 2);
    double to = Math.min(center + size / 2, otherCenter + otherSize / 2);
    return Math.max(to - from, 0);
  }
}
