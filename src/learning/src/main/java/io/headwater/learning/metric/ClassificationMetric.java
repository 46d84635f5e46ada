package io.headwater.learning.metric;

import io.headwater.learning.task.Label;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * "accuracy", and "macroF1": the mean F1 over the classes that were labelled or predicted. The
 * class of highest probability is predicted. The sums are three for each class k: examples labelled
 * k, predicted k, and both, at 3 k and after it.
 */
final class ClassificationMetric implements Metric {
  private static final int LABELLED = 0;
  private static final int PREDICTED = 1;
  private static final int RIGHT = 2;
  private static final int PER_CLASS = 3;

  @Override
  public String headline() {
    return "accuracy";
  }

  @Override
  public Tally tally(double[] predictions, List<Label> labels) {
    int classes = predictions.length / labels.size();
    SortedMap<Integer, Double> sums = new TreeMap<>();
    for (int n = 0; n < labels.size(); n++) {
      int labelled = labels.get(n).classIndex();
      int predicted = argmax(predictions, n * classes, classes);
      count(PER_CLASS * labelled + LABELLED, sums);
      count(PER_CLASS * predicted + PREDICTED, sums);
      if (labelled == predicted) {
        count(PER_CLASS * labelled + RIGHT, sums);
      }
    }
    return new Tally(
        PER_CLASS * classes,
        sums.keySet().stream().mapToInt(Integer::intValue).toArray(),
        sums.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static void count(int place, SortedMap<Integer, Double> sums) {
    sums.merge(place, 1.0, Double::sum);
  }

  @Override
  public Map<String, Double> values(double[] sums) {
    double all = 0;
    double allRight = 0;
    double f1 = 0;
    int seen = 0;
    for (int k = 0; k < sums.length; k += PER_CLASS) {
      double either = sums[k + LABELLED] + sums[k + PREDICTED];
      double right = sums[k + RIGHT];
      all += sums[k + LABELLED];
      allRight += right;
      if (either > 0) {
        f1 += 2 * right / either;
        seen++;
      }
    }
    return Values.of("accuracy", allRight / all, "macroF1", f1 / seen);
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
