package io.headwater.learning.metric;

import io.headwater.learning.task.Label;
import java.util.List;
import java.util.Map;

/**
 * "fMeasure", over all pixels of all images at the one "threshold" where it is highest (ODS,
 * optimal data-set scale, in Arbelaez et al., "Contour detection and hierarchical image
 * segmentation", 2011; here without tolerance of place). A pixel is predicted an edge from the
 * threshold on.
 */
final class EdgesMetric implements Metric {
  @Override
  public String headline() {
    return "fMeasure";
  }

  @Override
  public Tally tally(double[] predictions, List<Label> labels) {
    int pixels = predictions.length / labels.size();
    ScoreHistogram histogram = new ScoreHistogram();
    for (int n = 0; n < labels.size(); n++) {
      byte[] mask = labels.get(n).mask();
      for (int p = 0; p < pixels; p++) {
        histogram.add(predictions[n * pixels + p], mask[p] != 0);
      }
    }
    return Tally.of(histogram.tally());
  }

  @Override
  public Map<String, Double> values(double[] tally) {
    ScoreHistogram histogram = new ScoreHistogram(tally);
    double edges = 0;
    for (int bin = 0; bin < ScoreHistogram.BINS; bin++) {
      edges += histogram.positives(bin);
    }
    double hits = 0;
    double falseAlarms = 0;
    double best = Double.NaN;
    double threshold = Double.NaN;
    for (int bin = ScoreHistogram.BINS - 1; bin >= 0; bin--) {
      hits += histogram.positives(bin);
      falseAlarms += histogram.negatives(bin);
      double fMeasure = 2 * hits / (hits + falseAlarms + edges);
      if (edges > 0 && !(fMeasure <= best)) {
        best = fMeasure;
        threshold = (double) bin / ScoreHistogram.BINS;
      }
    }
    return Values.of("fMeasure", best, "threshold", threshold);
  }
}
