package io.headwater.learning.metric;

import io.headwater.learning.task.Label;
import java.util.List;
import java.util.Map;

/**
 * "accuracy", and "macroF1": the mean F1 over the classes that were labelled or predicted. The
 * tally is the confusion matrix [K, K], rows by label and columns by the class of highest
 * probability.
 */
final class ClassificationMetric implements Metric {
  @Override
  public String headline() {
    return "accuracy";
  }

  @Override
  public double[] tally(double[] predictions, List<Label> labels) {
    int classes = predictions.length / labels.size();
    double[] confusion = new double[classes * classes];
    for (int n = 0; n < labels.size(); n++) {
      confusion[labels.get(n).classIndex() * classes + argmax(predictions, n * classes, classes)]++;
    }
    return confusion;
  }

  @Override
  public Map<String, Double> values(double[] confusion) {
    int classes = (int) Math.round(Math.sqrt(confusion.length));
    double all = 0;
    double right = 0;
    double f1 = 0;
    int seen = 0;
    for (int k = 0; k < classes; k++) {
      double labelled = 0;
      double predicted = 0;
      for (int other = 0; other < classes; other++) {
        labelled += confusion[k * classes + other];
        predicted += confusion[other * classes + k];
      }
      double hits = confusion[k * classes + k];
      all += labelled;
      right += hits;
      if (labelled + predicted > 0) {
        f1 += 2 * hits / (labelled + predicted);
        seen++;
      }
    }
    return Values.of("accuracy", right / all, "macroF1", f1 / seen);
  }

  private static int argmax(double[] values, int from, int count) {
    int best = 0;
    for (int k = 1; k < count; k++) {
      if (values[from + k] > values[from + best]) {
        best = k;
      }
    }
    return best;
  }
}
