package io.headwater.learning.metric;

import io.headwater.learning.task.Label;
import java.util.List;
import java.util.Map;

/**
 * "accuracy", at a probability of a half, and "auc": the chance that a pair of one kind scores
 * higher than a pair of two kinds, where a tie (within a bin of the histogram) counts half.
 */
final class SimilarityMetric implements Metric {
  @Override
  public String headline() {
    return "accuracy";
  }

  @Override
  public Tally tally(double[] predictions, List<Label> labels) {
    ScoreHistogram histogram = new ScoreHistogram();
    for (int n = 0; n < labels.size(); n++) {
      histogram.add(predictions[n], labels.get(n).same());
    }
    return Tally.of(histogram.tally());
  }

  @Override
  public Map<String, Double> values(double[] tally) {
    ScoreHistogram histogram = new ScoreHistogram(tally);
    double right = 0;
    double wins = 0;
    double same = 0;
    double different = 0;
    for (int bin = 0; bin < ScoreHistogram.BINS; bin++) {
      double positives = histogram.positives(bin);
      double negatives = histogram.negatives(bin);
      wins += positives * (different + negatives / 2);
      same += positives;
      different += negatives;
      right += bin >= ScoreHistogram.BINS / 2 ? positives : negatives;
    }
    return Values.of("accuracy", right / (same + different), "auc", wins / (same * different));
  }
}
